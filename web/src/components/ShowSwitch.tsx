import { SegmentedControl } from "@mantine/core";
import { IconTable, IconTopologyStar3 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./ShowSwitch.module.css";

export function ShowSwitch({ graph, onChange }: { graph: boolean; onChange: (graph: boolean) => void }) {
  const { t } = useTranslation();
  const option = (Icon: typeof IconTable, text: string) => (
    <span className="row tight nowrap" style={{ flexWrap: "nowrap" }}>
      <Icon size={14} stroke={1.5} aria-hidden="true" />
      {text}
    </span>
  );
  return (
    <SegmentedControl
      role="radiogroup"
      aria-label={t("table.showAs")}
      classNames={{ label: classes["label"] ?? "" }}
      value={graph ? "graph" : "table"}
      onChange={(value) => onChange(value === "graph")}
      data={[
        { value: "table", label: option(IconTable, t("table.asTable")) },
        { value: "graph", label: option(IconTopologyStar3, t("table.asGraph")) },
      ]}
    />
  );
}
