import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Blueprint } from "@/api/types";
import { fieldsOf } from "./fields";
import type { Field } from "./fields";

export function useFields(blueprint: Blueprint): Field[] {
  const { t } = useTranslation();
  return useMemo(
    () =>
      fieldsOf(blueprint, {
        $title: t("field.title"),
        $identifier: t("field.identifier"),
        $team: t("field.team"),
        $createdAt: t("field.createdAt"),
        $updatedAt: t("field.updatedAt"),
        $createdBy: t("field.createdBy"),
        $updatedBy: t("field.updatedBy"),
      }),
    [blueprint, t],
  );
}
