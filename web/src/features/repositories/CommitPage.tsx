import { Button } from "@mantine/core";
import { IconFolder, IconGitCommit } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { readCommit } from "@/api/repositories";
import { Ago } from "@/components/Ago";
import { ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { PageHead } from "@/components/PageHead";
import { CommitId } from "./CommitList";
import { DiffView } from "./diff/DiffView";
import classes from "./Repositories.module.css";
import { keyOf } from "./useRepository";

/** One commit and what it changed. */
export function CommitPage() {
  const { t } = useTranslation();
  const { owner, name, commit: id } = useParams({ from: "/inside/repositories/$owner/$name/commits/$commit" });
  const { view } = useSearch({ from: "/inside/repositories/$owner/$name/commits/$commit" });
  const navigate = useNavigate({ from: "/repositories/$owner/$name/commits/$commit" });
  const whose = { owner, name };
  const { data, error, refetch } = useQuery({ queryKey: [...keyOf(whose), "commit", id], queryFn: () => readCommit(whose, id), staleTime: Infinity });
  if (error && !data) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageBones />;
  const { commit, message, parents, diff } = data;
  const rest = message.split("\n").slice(1).join("\n").trim();
  return (
    <div className="stretch">
      <PageHead
        title={commit.subject}
        lined
        crest={<IconGitCommit size={20} stroke={1.5} />}
        below={
          <>
            <div className="meta">
              <Link className="link" to="/repositories/$owner/$name" params={whose}>
                {owner}/{name}
              </Link>
              <CommitId id={commit.id} />
              <span title={commit.authorEmail}>{commit.author}</span>
              <Ago at={commit.at} />
              {parents.map((parent) => (
                <span key={parent}>
                  {t("repositories.parent")}
                  <Link className="ref" to="/repositories/$owner/$name/commits/$commit" params={{ ...whose, commit: parent }}>
                    {parent.slice(0, 10)}
                  </Link>
                </span>
              ))}
            </div>
            {rest ? <pre className={classes["message"]}>{rest}</pre> : null}
          </>
        }
        actions={
          <Button leftSection={<IconFolder size={16} stroke={1.5} />} renderRoot={(props) => <Link {...props} to="/repositories/$owner/$name" params={whose} search={{ ref: commit.id }} />}>
            {t("repositories.filesThen")}
          </Button>
        }
      />
      <div className="body">
        <DiffView diff={diff} split={view === "split"} onSplit={(split) => void navigate({ search: { view: split ? "split" : undefined }, replace: true })} />
      </div>
    </div>
  );
}
