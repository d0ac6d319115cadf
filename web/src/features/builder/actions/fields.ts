import { createContext, useContext } from "react";

type Fields = { errorAt: (path: string) => string | undefined; touch: (path: string) => void };

/** What is wrong with a definition, for the fields that show it. */
export const FieldErrors = createContext<Fields>({ errorAt: () => undefined, touch: () => undefined });

const idOf = (path: string) => `field-${path}`;

/** What a control needs to be found by its path and to show what is wrong with it. */
export function useField(path: string) {
  const { errorAt, touch } = useContext(FieldErrors);
  return { id: idOf(path), error: errorAt(path), onBlur: () => touch(path) };
}

/** Goes to the field that a path names, or to the nearest that holds it. */
export function goTo(path: string) {
  const parts = path.split(".");
  while (parts.length > 0) {
    const element = document.getElementById(idOf(parts.join(".")));
    if (element) {
      element.scrollIntoView({ block: "center" });
      element.focus({ preventScroll: true });
      return;
    }
    parts.pop();
  }
}
