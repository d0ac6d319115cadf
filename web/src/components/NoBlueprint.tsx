import { Button } from "@mantine/core";
import { IconCompassOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";

export function NoBlueprint({ identifier }: { identifier: string }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      alone
      icon={<IconCompassOff size={20} stroke={1.5} />}
      title={t("catalog.noBlueprint", { identifier })}
      why={t("catalog.noBlueprintWhy")}
      action={
        <Button component={Link} to="/catalog" variant="filled">
          {t("catalog.openCatalog")}
        </Button>
      }
    />
  );
}
