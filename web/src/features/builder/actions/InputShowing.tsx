import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { JsonField } from "@/components/JsonField";
import { namesOf, put } from "./draft";
import type { Part } from "./draft";
import { FlagField } from "./FlagField";
import { formatOf, singleOf, withSingle } from "./inputTypes";

type Props = { input: Part; others: { value: string; label: string }[]; onChange: (input: Part) => void };

/** When an input shows, and among which entities somebody chooses. */
export function InputShowing({ input, others, onChange }: Props) {
  const { t } = useTranslation();
  const single = singleOf(input);
  const chosen = namesOf(input["dependsOn"]);
  const place = "dataset" in input || !("dataset" in single) ? input : single;
  const setPlace = (change: { [key: string]: Part[string] | undefined }) => onChange(place === input ? put(input, change) : withSingle(input, put(single, change)));
  return (
    <>
      <FlagField label={t("actions.visible")} standard worked="jq" value={input["visible"]} onChange={(visible) => onChange(put(input, { visible }))} />
      <FlagField label={t("actions.disabled")} standard={false} worked="jq" value={input["disabled"]} onChange={(disabled) => onChange(put(input, { disabled }))} />
      <MultiSelect
        label={t("actions.dependsOn")}
        description={t("actions.dependsOnHelp")}
        clearable
        data={[...others, ...chosen.filter((name) => !others.some((one) => one.value === name)).map((name) => ({ value: name, label: name }))]}
        value={chosen}
        onChange={(next) => onChange(put(input, { dependsOn: next.length > 0 ? next : undefined }))}
      />
      {formatOf(input) === "entity" ? (
        <>
          <JsonField label={t("actions.dataset")} description={t("actions.datasetHelp")} value={place["dataset"]} onChange={(dataset) => setPlace({ dataset })} />
          <JsonField label={t("actions.sort")} description={t("actions.sortHelp")} value={input["sort"]} onChange={(sort) => onChange(put(input, { sort }))} />
        </>
      ) : null}
    </>
  );
}
