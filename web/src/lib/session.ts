import { queryOptions, useQuery } from "@tanstack/react-query";
import { readSession } from "@/api/session";
import type { Session } from "@/api/types";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: readSession,
  staleTime: 5 * 60_000,
  retry: false,
});

/** The session of a page behind the sign-in: the shell renders nothing else before it is there. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error("No session");
  return data;
}

export function useIsAdmin(): boolean {
  return useSession().user.roles.includes("Admin");
}

export function personName(user: { email: string; name?: string | null; firstName?: string | null; lastName?: string | null }): string {
  return user.name || [user.firstName, user.lastName].filter(Boolean).join(" ") || user.email;
}
