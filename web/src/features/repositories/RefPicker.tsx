import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconGitBranch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listBranches, listTags } from "@/api/repositories";
import { keyOf, useWhose } from "./useRepository";

type Props = { value: string; label: string; /** Shown above it, where it is part of a form. */ labelled?: boolean; branchesOnly?: boolean; onChange: (ref: string) => void };

const isCommit = /^[0-9a-f]{40}$/;

/** A branch or a tag, searched on the server. */
export function RefPicker({ value, label, labelled, branchesOnly, onChange }: Props) {
  const { t } = useTranslation();
  const whose = useWhose();
  const [typed, setTyped] = useState("");
  const shown = isCommit.test(value) ? value.slice(0, 10) : value;
  const [q] = useDebouncedValue(typed === shown ? "" : typed.trim(), 150);
  const { data } = useQuery({
    queryKey: [...keyOf(whose), "refs", branchesOnly ?? false, q],
    queryFn: async ({ signal }) => {
      const [{ branches }, tags] = await Promise.all([listBranches(whose, q, undefined, 30, signal), branchesOnly ? null : listTags(whose, q, undefined, 30, signal)]);
      return { branches: branches.map((one) => one.name), tags: tags?.tags.map((one) => one.name) ?? [] };
    },
    placeholderData: keepPreviousData,
  });
  const branches = data?.branches ?? [];
  const tags = (data?.tags ?? []).filter((tag) => !branches.includes(tag));
  const other = value && !branches.includes(value) && !tags.includes(value) ? [value] : [];
  const groups = [
    { group: t("repositories.here"), items: other.map((one) => ({ value: one, label: shown })) },
    { group: t("repositories.tabs.branches"), items: branches },
    { group: t("repositories.tags"), items: tags },
  ].filter((group) => group.items.length > 0);
  return (
    <Select
      {...(labelled ? { label } : { "aria-label": label, w: 240 })}
      maw="100%"
      leftSection={<IconGitBranch size={16} stroke={1.5} />}
      data={groups}
      value={value || null}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t("repositories.noRef")}
      filter={({ options }) => options}
      maxDropdownHeight={320}
      onSearchChange={setTyped}
      onChange={(next) => next && onChange(next)}
    />
  );
}
