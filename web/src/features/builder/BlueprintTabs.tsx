import { Link, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** The two sides of a blueprint: what it says, and who may fill it. */
export function BlueprintTabs({ blueprint }: { blueprint: string }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const asked = pathname.endsWith("/permissions");
  return (
    <nav className="tabs" aria-label={t("blueprint.tabs")} style={{ flex: "none" }}>
      <Link to="/builder/blueprints/$blueprint" params={{ blueprint }} activeOptions={{ exact: true }} activeProps={{ "aria-current": undefined }} aria-current={asked ? undefined : "page"}>
        {t("blueprint.definition")}
      </Link>
      <Link to="/builder/blueprints/$blueprint/permissions" params={{ blueprint }} activeOptions={{ exact: true }} activeProps={{ "aria-current": undefined }} aria-current={asked ? "page" : undefined}>
        {t("blueprint.permissions")}
      </Link>
    </nav>
  );
}
