type Props = { name: string; large?: boolean };

/** Two letters for a team: the first of what follows "team-". */
export function TeamMark({ name, large }: Props) {
  const core = name.replace(/^team[-_ ]/i, "");
  const letters = core.charAt(0).toUpperCase() + core.charAt(1).toLowerCase();
  return (
    <span className={large ? "team l" : "team"} aria-hidden="true">
      {letters}
    </span>
  );
}

export function TeamName({ name }: { name: string }) {
  return (
    <span className="state">
      <TeamMark name={name} />
      <span className="cut">{name}</span>
    </span>
  );
}
