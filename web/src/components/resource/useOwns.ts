import { useSession } from "@/lib/session";

/** Whether whoever is signed in may use what a team owns. */
export function useOwns(team: string): boolean {
  const { user } = useSession();
  return user.roles.includes("Admin") || user.teams.includes(team);
}
