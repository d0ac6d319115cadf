import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { BlueprintIcon } from "@/components/BlueprintIcon";

const names = [
  "Service", "Package", "Deployment", "Environment", "Cluster", "Database", "Server", "Cloud", "Domain", "Api", "Topic", "Queue",
  "Alert", "Incident", "Shield", "Key", "Team", "User", "Organization", "Category", "Folder", "Git", "Code", "Function", "Cart", "Tag", "Link", "Bolt",
];

type Props = { value: string | null; fallback?: string; onChange: (icon: string | null) => void };

export function IconPicker({ value, fallback, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Select
      label={t("model.icon")}
      data={[...new Set([...(value ? [value] : []), ...names])]}
      value={value}
      searchable
      clearable
      leftSection={<BlueprintIcon name={value} fallback={fallback} />}
      renderOption={({ option }) => (
        <span className="row">
          <BlueprintIcon name={option.value} />
          {option.label}
        </span>
      )}
      onChange={onChange}
    />
  );
}
