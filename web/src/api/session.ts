import { ApiError, call, keepCsrfToken } from "./client";
import type { Session } from "./types";

/** Nobody is signed in with this browser. */
export class SignedOut extends Error {}

/** The cookie that the server sets beside the session, for scripts to read. */
const hint = "fairway_signed_in";

export function maybeSignedIn(): boolean {
  return document.cookie.split("; ").includes(`${hint}=true`);
}

/** Asks the server only when there can be a session: a signed-out visit makes no failing request. */
export async function readSession(): Promise<Session> {
  if (!maybeSignedIn()) throw new SignedOut();
  try {
    const session = await call<Session>("/auth/session");
    keepCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    document.cookie = `${hint}=; path=/; max-age=0`;
    throw new SignedOut();
  }
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
