/** The actions that this browser asked for last, newest first. */
import { readKept, writeKept } from "./useKept";

const key = "actions.recent";

export function readRecentActions(): string[] {
  return readKept<string[]>(key, []);
}

export function rememberAction(action: string) {
  writeKept(key, [action, ...readRecentActions().filter((one) => one !== action)].slice(0, 12));
}
