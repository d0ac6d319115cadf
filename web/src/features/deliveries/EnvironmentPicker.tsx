import { SegmentedControl, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Standing } from "@/api/deliveries";
import classes from "./Deliveries.module.css";

/** More than this do not stand side by side. */
const most = 4;

type Props = { environments: Standing[]; value: string; onChange: (environment: string) => void };

export function EnvironmentPicker({ environments, value, onChange }: Props) {
  const { t } = useTranslation();
  const data = environments.map((one) => ({ value: one.environment, label: one.title }));
  const label = t("deliveries.environment");
  if (data.length > most) return <Select className={classes["choice"] ?? ""} aria-label={label} data={data} value={value} allowDeselect={false} searchable={data.length > 8} onChange={(next) => next && onChange(next)} />;
  return (
    <div className={classes["switch"]}>
      <SegmentedControl role="radiogroup" aria-label={label} data={data} value={value} onChange={onChange} />
    </div>
  );
}
