import { MultiSelect, Select } from "@mantine/core";
import type { OptionsFilter } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { searchEntities } from "@/api/entities";
import type { Query } from "@/api/types";
import { titleOf } from "@/lib/blueprints";

type Props = {
  blueprint: string;
  value: string[];
  many?: boolean;
  label: string;
  /** The label is only read out, not shown. */
  bare?: boolean;
  autoOpen?: boolean;
  /** The list opens within the surrounding popover. */
  inside?: boolean;
  /** Only these are offered. */
  query?: Query | undefined;
  sort?: { property: string; order: "ASC" | "DESC" } | undefined;
  description?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean;
  onChange: (identifiers: string[]) => void;
  onLeave?: () => void;
};

/** The server has filtered already. */
const asFound: OptionsFilter = ({ options }) => options;

/** Finds entities of one blueprint by typing; shows titles, keeps identifiers. */
export function EntityPicker(props: Props) {
  const { blueprint, value, many, label, bare, autoOpen, query, sort, onChange, onLeave } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed, 150);
  const include = ["identifier", "title"];
  const found = useQuery({
    queryKey: ["pick", blueprint, search, query, sort],
    queryFn: ({ signal }) => searchEntities(blueprint, { search: search || undefined, query, limit: 30, include, sort: [sort ?? { property: "$title", order: "ASC" }] }, signal),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({
    queryKey: ["picked", blueprint, value],
    queryFn: ({ signal }) => searchEntities(blueprint, { identifiers: value, limit: Math.max(1, value.length), include }, signal),
    enabled: value.length > 0,
    placeholderData: keepPreviousData,
  });
  const titles = new Map<string, string>(value.map((identifier) => [identifier, identifier]));
  for (const entity of [...(chosen.data?.entities ?? []), ...(found.data?.entities ?? [])]) titles.set(entity.identifier, titleOf(entity));
  const data = [...titles].map(([identifier, title]) => ({ value: identifier, label: title }));
  const shared = {
    ...(bare ? { "aria-label": label } : { label }),
    description: props.description,
    error: props.error,
    required: props.required ?? false,
    disabled: props.disabled ?? false,
    placeholder: value.length === 0 ? t("picker.placeholder") : undefined,
    searchable: true,
    clearable: true,
    data,
    filter: asFound,
    nothingFoundMessage: found.isFetching ? t("common.loading") : t("picker.nothing"),
    defaultDropdownOpened: autoOpen ?? false,
    autoFocus: autoOpen ?? false,
    onBlur: onLeave,
    maxDropdownHeight: 280,
    comboboxProps: { withinPortal: !props.inside },
  };
  if (many) {
    return <MultiSelect {...shared} value={value} onChange={onChange} searchValue={typed} onSearchChange={setTyped} hidePickedOptions />;
  }
  return (
    <Select
      {...shared}
      value={value[0] ?? null}
      onChange={(identifier) => onChange(identifier ? [identifier] : [])}
      onSearchChange={(text) => setTyped(text === titles.get(value[0] ?? "") ? "" : text)}
    />
  );
}
