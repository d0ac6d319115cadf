import { call, keepCsrfToken } from "./client";
import type { Session } from "./types";

export async function readSession(): Promise<Session> {
  const session = await call<Session>("/auth/session");
  keepCsrfToken(session.csrfToken);
  return session;
}

export async function signIn(email: string, password: string): Promise<Session> {
  const session = await call<Session>("/auth/session", { method: "POST", body: { email, password } });
  keepCsrfToken(session.csrfToken);
  return session;
}

export async function signOut() {
  await call("/auth/session", { method: "DELETE" });
  keepCsrfToken(null);
}

export function changePassword(currentPassword: string, newPassword: string) {
  return call("/auth/password", { method: "PUT", body: { currentPassword, newPassword } });
}
