import { Link } from "@tanstack/react-router";

type Of = { owner: string; name: string; externalRepository: string | null };

/** Leads to how a repository stands, here or at a Git host. */
export function RepositoryLink({ one }: { one: Of }) {
  const { owner, name, externalRepository } = one;
  const label = (
    <>
      <span className="muted">{owner}/</span>
      <span className="strong">{name}</span>
    </>
  );
  return externalRepository ? (
    <Link to="/external-repositories/$id" params={{ id: externalRepository }} className="name">
      {label}
    </Link>
  ) : (
    <Link to="/repositories/$owner/$name/golden-path" params={{ owner, name }} className="name">
      {label}
    </Link>
  );
}

/** One at a Git host is reached from its page. @param label for who does not see the row */
export function RequestLink({ one, label }: { one: Of & { changeRequest: number | null }; label: string }) {
  const { owner, name, externalRepository, changeRequest } = one;
  if (changeRequest === null) return <span className="quiet">–</span>;
  if (externalRepository) return <>{`#${changeRequest}`}</>;
  return (
    <Link className="link" to="/repositories/$owner/$name/change-requests/$number" params={{ owner, name, number: String(changeRequest) }} aria-label={label}>
      #{changeRequest}
    </Link>
  );
}
