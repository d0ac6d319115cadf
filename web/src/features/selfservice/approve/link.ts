const kept = "fairway.approval-link";

/**
 * The token of a link that was opened. It stands behind the # of the address, which no server gets to see, and is taken out
 * of it at once, so that it stays out of histories and of the way over the sign-in.
 */
export function takeToken(hash: string): boolean {
  if (!hash) return false;
  sessionStorage.setItem(kept, hash);
  return true;
}

export function tokenOfLink(): string {
  return sessionStorage.getItem(kept) ?? "";
}
