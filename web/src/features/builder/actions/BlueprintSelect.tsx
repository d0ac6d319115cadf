import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { blueprintsQuery, titleOf } from "@/lib/blueprints";

type Props = { id?: string; label: string; description?: string; error?: string | undefined; required?: boolean; value: string; onChange: (blueprint: string | undefined) => void; onBlur?: () => void };

/** One blueprint by its title; what is written stays to be seen when there is none of that name. */
export function BlueprintSelect({ value, required, onChange, ...shared }: Props) {
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const data = blueprints.map((one) => ({ value: one.identifier, label: titleOf(one) }));
  const all = value === "" || data.some((one) => one.value === value) ? data : [...data, { value, label: value }];
  return <Select {...shared} required={required ?? false} searchable allowDeselect={false} clearable={!required} data={all} value={value || null} onChange={(next) => onChange(next ?? undefined)} />;
}
