import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type en from "@/messages/en.json";

type Known = keyof typeof en.workflows.type & keyof typeof en.workflows.typeHelp;

/** The name of a type of nodes, and what it does; unknown ones are called as they are written. */
export function useNodeType() {
  const { t, i18n } = useTranslation();
  return useMemo(
    () => ({
      nameOf: (type: string) => (i18n.exists(`workflows.type.${type}`) ? t(`workflows.type.${type as Known}`) : type),
      helpOf: (type: string) => (i18n.exists(`workflows.typeHelp.${type}`) ? t(`workflows.typeHelp.${type as Known}`) : ""),
    }),
    [t, i18n],
  );
}
