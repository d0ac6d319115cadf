import { IconGitCommit, IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Repository } from "@/api/repositories";
import { CopyButton } from "@/components/CopyButton";
import { EmptyState } from "@/components/EmptyState";
import { firstCommands } from "./cloning";
import { SignInHint } from "./SignInHint";

/** How something gets into a repository that has nothing yet. */
export function EmptyRepository({ repository }: { repository: Repository }) {
  const { t } = useTranslation();
  if (!repository.mayWrite) {
    return <EmptyState icon={<IconLock size={20} stroke={1.5} />} title={t("repositories.emptyTitle")} why={t("repositories.emptyNotMine", { team: repository.owner })} />;
  }
  const commands = firstCommands(repository);
  return (
    <div className="body narrow-page">
      <section className="card" aria-labelledby="first-push">
        <header>
          <IconGitCommit size={16} stroke={1.5} aria-hidden="true" />
          <h2 id="first-push">{t("repositories.emptyTitle")}</h2>
        </header>
        <div className="in stack" style={{ gap: 12 }}>
          <p className="muted">{t("repositories.emptyWhy")}</p>
          <ol className="stack" style={{ gap: 8 }}>
            {commands.map((command) => (
              <li key={command} className="code">
                <pre>{command}</pre>
                <CopyButton value={command} label={t("repositories.copyCommand", { command: command.split(" ").slice(0, 2).join(" ") })} />
              </li>
            ))}
          </ol>
          <SignInHint />
          <p className="muted">{t("repositories.firstPushFree", { branch: repository.defaultBranch })}</p>
        </div>
      </section>
    </div>
  );
}
