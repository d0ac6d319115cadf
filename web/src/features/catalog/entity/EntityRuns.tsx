import { IconBolt } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { RunTable } from "@/components/RunTable";

export function EntityRuns({ blueprint, entity }: { blueprint: string; entity: string }) {
  const { t } = useTranslation();
  return (
    <div className="body">
      <RunTable
        filter={{ blueprint, entity }}
        label={t("entity.tab.runs")}
        empty={<EmptyState icon={<IconBolt size={20} stroke={1.5} />} title={t("runs.noneOfEntity")} why={t("runs.noneOfEntityWhy")} />}
      />
    </div>
  );
}
