import { Button, Popover } from "@mantine/core";
import { IconDownload, IconGitBranch, IconShieldCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Repository, Whose } from "@/api/repositories";
import { Ago } from "@/components/Ago";
import { CopyButton } from "@/components/CopyButton";
import { ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { PageHead } from "@/components/PageHead";
import { cloneAddress } from "./cloning";
import { nameNow, Renamed } from "./Renamed";
import { SignInHint } from "./SignInHint";
import { repositoryQuery, useWhose } from "./useRepository";

const tabs = [
  { to: "/repositories/$owner/$name", end: "", key: "repositories.tabs.files" },
  { to: "/repositories/$owner/$name/commits", end: "/commits", key: "repositories.tabs.commits" },
  { to: "/repositories/$owner/$name/branches", end: "/branches", key: "repositories.tabs.branches" },
  { to: "/repositories/$owner/$name/change-requests", end: "/change-requests", key: "changeRequests.title" },
  { to: "/repositories/$owner/$name/pipelines", end: "/pipelines", key: "pipelines.title" },
  { to: "/repositories/$owner/$name/golden-path", end: "/golden-path", key: "goldenPaths.one" },
  { to: "/repositories/$owner/$name/settings", end: "/settings", key: "repositories.tabs.settings" },
] as const;

function Clone({ repository }: { repository: Repository }) {
  const { t } = useTranslation();
  const address = cloneAddress(repository);
  return (
    <Popover width={380} position="bottom-end">
      <Popover.Target>
        <Button variant="filled" leftSection={<IconDownload size={16} stroke={1.5} />}>
          {t("repositories.clone")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="stack" style={{ padding: 12, gap: 12 }}>
          <h2>{t("repositories.cloneTitle")}</h2>
          <div className="code">
            <pre>{`git clone ${address}`}</pre>
            <CopyButton value={`git clone ${address}`} label={t("repositories.copyClone")} />
          </div>
          <SignInHint />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** On a phone the row scrolls, and begins where the current one is seen. */
function Tabs({ whose, current }: { whose: Whose; current: string }) {
  const { t } = useTranslation();
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    void row.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);
  return (
    <nav ref={row} className="tabs" aria-label={`${whose.owner}/${whose.name}`} style={{ flex: "none" }}>
      {tabs.map(({ to, end, key }) => (
        <Link key={to} to={to} params={whose} activeOptions={{ exact: true }} aria-current={end === current ? "page" : undefined}>
          {t(key)}
        </Link>
      ))}
    </nav>
  );
}

/** What every page of a repository stands in. */
export function RepositoryFrame() {
  const { t } = useTranslation();
  const whose = useWhose();
  const { pathname } = useLocation();
  const { data: repository, error, refetch } = useQuery(repositoryQuery(whose));
  const moved = nameNow(error);
  if (moved && !repository) return <Renamed now={moved} />;
  if (error && !repository) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!repository) return <PageBones />;
  const end = pathname.replace(/\/$/, "").split("/")[4];
  const current = end ? `/${end}` : "";
  const address = cloneAddress(repository);
  return (
    <div className="stretch">
      <PageHead
        title={`${repository.owner}/${repository.name}`}
        lead={repository.description || null}
        crest={<IconGitBranch size={20} stroke={1.5} />}
        mark={
          repository.protection.enabled ? (
            <span className="badge good" title={t("repositories.protectedWhy", { branch: repository.defaultBranch })}>
              <IconShieldCheck size={12} stroke={2} aria-hidden="true" />
              {t("repositories.protected")}
            </span>
          ) : null
        }
        below={
          <div className="meta">
            <span style={{ gap: 0, minWidth: 0 }}>
              <code style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}>{address}</code>
              <CopyButton value={address} label={t("repositories.copyAddress")} />
            </span>
            {repository.pushedAt ? (
              <span>
                {t("repositories.pushedMeta")} <Ago at={repository.pushedAt} />
              </span>
            ) : null}
          </div>
        }
        actions={<Clone repository={repository} />}
      />
      <Tabs whose={whose} current={current} />
      <Outlet />
    </div>
  );
}
