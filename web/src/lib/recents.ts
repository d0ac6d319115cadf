import { readKept, writeKept } from "./useKept";

export type Recent = { blueprint: string; blueprintTitle: string; identifier: string; title: string; icon?: string | null; at: string };

const kept = 12;

export function readRecents(): Recent[] {
  return readKept<Recent[]>("recents", []);
}

export function rememberRecent(recent: Omit<Recent, "at">) {
  const same = (other: Recent) => other.blueprint === recent.blueprint && other.identifier === recent.identifier;
  const rest = readRecents().filter((other) => !same(other));
  writeKept("recents", [{ ...recent, at: new Date().toISOString() }, ...rest].slice(0, kept));
}

export function forgetRecent(blueprint: string, identifier: string) {
  writeKept("recents", readRecents().filter((one) => one.blueprint !== blueprint || one.identifier !== identifier));
}
