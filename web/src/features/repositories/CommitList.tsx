import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { CommitLine } from "@/api/repositories";
import { Ago } from "@/components/Ago";
import { CopyButton } from "@/components/CopyButton";
import { dayOf } from "@/lib/time";
import classes from "./Repositories.module.css";
import { useWhose } from "./useRepository";

export function CommitId({ id }: { id: string }) {
  const { t } = useTranslation();
  const whose = useWhose();
  return (
    <span className="row tight" style={{ gap: 0 }}>
      <Link className="ref" to="/repositories/$owner/$name/commits/$commit" params={{ ...whose, commit: id }}>
        {id.slice(0, 10)}
      </Link>
      <CopyButton value={id} label={t("repositories.copyCommit", { id: id.slice(0, 10) })} />
    </span>
  );
}

function byDay(commits: CommitLine[]): [day: string, commits: CommitLine[]][] {
  const days = new Map<string, CommitLine[]>();
  for (const commit of commits) {
    const day = dayOf(commit.at);
    days.set(day, [...(days.get(day) ?? []), commit]);
  }
  return [...days];
}

/** Commits under the days that they were made on. */
export function CommitList({ commits }: { commits: CommitLine[] }) {
  const whose = useWhose();
  return byDay(commits).map(([day, ofDay]) => (
    <div key={day}>
      <h3 className={classes["day"]}>{day}</h3>
      <ul className="list">
        {ofDay.map((commit) => (
          <li key={commit.id} className={classes["commit"]}>
            <div style={{ minWidth: 0 }}>
              <Link className="strong name" to="/repositories/$owner/$name/commits/$commit" params={{ ...whose, commit: commit.id }}>
                {commit.subject}
              </Link>
              <p className="small quiet">
                <span title={commit.authorEmail}>{commit.author}</span> · <Ago at={commit.at} />
              </p>
            </div>
            <CommitId id={commit.id} />
          </li>
        ))}
      </ul>
    </div>
  ));
}
