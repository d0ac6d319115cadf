import { useBlocker } from "@tanstack/react-router";
import i18next from "i18next";

/** Asks before a page with unsaved changes is left, whether by a link or by closing the tab. */
export function useUnsavedGuard(dirty: boolean) {
  useBlocker({
    shouldBlockFn: ({ current, next }) => {
      if (!dirty || current.pathname === next.pathname) return false;
      return !window.confirm(`${i18next.t("common.unsavedTitle")}?\n${i18next.t("common.unsavedWhy")}`);
    },
    enableBeforeUnload: () => dirty,
  });
}
