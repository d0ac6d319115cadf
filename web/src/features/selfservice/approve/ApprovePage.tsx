import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { IconLinkOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { decideByLink, openLink } from "@/api/selfservice";
import type { OpenedLink } from "@/api/selfservice";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Mark } from "@/components/Mark";
import { PageBones } from "@/components/PageBones";
import { PlanCard } from "@/components/PlanCard";
import { RunState } from "@/components/RunState";
import { VerdictCard } from "@/components/VerdictCard";
import { explain } from "@/lib/errors";
import { hasVerdict, titleOfRun } from "@/lib/runs";
import { ApprovalsList } from "../runs/ApprovalsCard";
import { Decide } from "../runs/Decide";
import { InputsCard } from "../runs/InputsCard";
import { tokenOfLink } from "./link";
import classes from "./ApprovePage.module.css";

function Opened({ link, token, onSettled }: { link: OpenedLink; token: string; onSettled: () => unknown }) {
  const { t } = useTranslation();
  const { run } = link;
  const title = titleOfRun(run);
  useDocumentTitle(`${title} · Fairway`);
  const mayDecide = run.approvals.mayDecide && !link.used;
  return (
    <>
      <header className="stack" style={{ gap: 4 }}>
        <h1>{title}</h1>
        <p className="row wrap quiet">
          <RunState run={run} />
          <span>
            {t("runs.askedBy", { by: run.createdBy })} <Ago at={run.createdAt} />
          </span>
        </p>
      </header>
      {hasVerdict(run.verdict) ? <VerdictCard verdict={run.verdict} stage={run.status === "WAITING_FOR_APPROVAL" ? "waiting" : "past"} /> : null}
      {run.status === "WAITING_FOR_APPROVAL" ? <PlanCard plan={run.plan} /> : null}
      <InputsCard values={run.properties} titles={run.inputTitles} />
      <section className="card" aria-label={t("nav.approvals")}>
        <header>
          <h2>{t("nav.approvals")}</h2>
        </header>
        <ApprovalsList run={run} />
        {mayDecide ? <Decide send={(status, comment) => decideByLink(token, status, comment)} onSettled={onSettled} /> : null}
      </section>
      <footer className="row small">
        <span className="quiet">{t(`approvals.${mayDecide ? "linkDecidesAs" : link.used ? "linkUsed" : run.status === "WAITING_FOR_APPROVAL" ? "linkNotYours" : "linkOver"}`, { who: link.reader })}</span>
        <Link className="link push nowrap" to="/self-service/runs/$run" params={{ run: run.id }}>
          {t("approvals.openRequest")}
        </Link>
      </footer>
    </>
  );
}

/** What a link in a mail or a message opens: one request, and my decision on it. */
export function ApprovePage() {
  const { t } = useTranslation();
  const [token] = useState(tokenOfLink);
  const { data: link, error, refetch } = useQuery({ queryKey: ["approval-link", token], queryFn: () => openLink(token), staleTime: 0 });
  const refused = error instanceof ApiError && error.status !== 401 && error.status < 500;
  return (
    <main className={`center-page ${classes["page"]}`}>
      <div className={classes["box"]}>
        <p className={classes["brand"]}>
          <Mark />
          {t("approvals.linkLead")}
        </p>
        {link ? <Opened link={link} token={token} onSettled={refetch} /> : null}
        {!link && refused ? (
          <EmptyState
            alone
            icon={<IconLinkOff size={20} stroke={1.5} />}
            title={t("approvals.linkRefused")}
            why={token === "" ? t("approvals.linkEmpty") : explain(error)}
            action={
              <Button component={Link} to="/approvals" variant="filled">
                {t("approvals.toWaiting")}
              </Button>
            }
          />
        ) : null}
        {!link && error && !refused ? <ErrorState alone error={error} onRetry={() => void refetch()} /> : null}
        {!link && !error ? <PageBones /> : null}
      </div>
    </main>
  );
}
