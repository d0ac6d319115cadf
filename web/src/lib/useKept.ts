import { useCallback, useState } from "react";

/** State that this browser keeps between visits. */
export function useKept<T>(key: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => readKept(key, initial));
  const keep = useCallback(
    (next: T) => {
      writeKept(key, next);
      setValue(next);
    },
    [key],
  );
  return [value, keep];
}

export function readKept<T>(key: string, initial: T): T {
  try {
    const text = localStorage.getItem(`fairway.${key}`);
    return text === null ? initial : (JSON.parse(text) as T);
  } catch {
    return initial;
  }
}

export function writeKept(key: string, value: unknown) {
  try {
    localStorage.setItem(`fairway.${key}`, JSON.stringify(value));
  } catch {
    // A full or refused storage loses a preference, nothing else.
  }
}
