import { MultiSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { listTeams } from "@/api/access";

type Props = {
  value: string[];
  label: string;
  bare?: boolean;
  description?: string | undefined;
  error?: string | undefined;
  disabled?: boolean;
  onChange: (teams: string[]) => void;
  onLeave?: () => void;
};

const teamsKey = ["teams"] as const;

export function TeamPicker({ value, label, bare, description, error, disabled, onChange, onLeave }: Props) {
  const { data: teams = [] } = useQuery({ queryKey: teamsKey, queryFn: listTeams, staleTime: 60_000 });
  const names = [...new Set([...teams.map((team) => team.name), ...value])];
  return (
    <MultiSelect
      {...(bare ? { "aria-label": label, autoFocus: true, defaultDropdownOpened: true } : { label })}
      description={description}
      error={error}
      disabled={disabled ?? false}
      data={names}
      value={value}
      searchable
      clearable
      onChange={onChange}
      onBlur={onLeave}
    />
  );
}
