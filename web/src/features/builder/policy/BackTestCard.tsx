import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { backTest } from "@/api/policy";
import type { Rule } from "@/api/policy";
import { listActions } from "@/api/selfservice";
import type { Outcome } from "@/api/selfservice";
import { Ago } from "@/components/Ago";
import { ErrorNote } from "@/components/ErrorState";
import { titleOf } from "@/lib/blueprints";
import { formatNumber } from "@/lib/time";

const order: Outcome[] = ["DENIED", "FAILED", "ASKED", "WARNED", "PASSED"];
const tones: Partial<Record<Outcome, string>> = { DENIED: "bad", FAILED: "bad", ASKED: "warn", WARNED: "info", PASSED: "good" };

/** What the rule, as it is written now, would have said of the last requests. */
export function BackTestCard({ rule, ready }: { rule: Rule; ready: boolean }) {
  const { t } = useTranslation();
  const { data: actions = [] } = useQuery({ queryKey: ["actions"], queryFn: listActions });
  const test = useMutation({ mutationFn: backTest });
  const report = test.data;
  return (
    <section className="card" aria-label={t("policy.backTest")}>
      <header>
        <h2>{t("policy.backTest")}</h2>
        <Button className="push" size="xs" disabled={!ready} loading={test.isPending} onClick={() => test.mutate(rule)}>
          {t("policy.try")}
        </Button>
      </header>
      <div className="in stack" style={{ gap: 12 }}>
        <ErrorNote error={test.error} />
        {report ? (
          <>
            <p role="status">{t("policy.report", { tried: formatNumber(report.tried), about: formatNumber(report.about) })}</p>
            <p className="row wrap">
              {order
                .filter((outcome) => report.outcomes[outcome])
                .map((outcome) => (
                  <span key={outcome} className={`badge ${tones[outcome] ?? ""}`}>
                    {t(`verdict.outcome.${outcome}`)} {formatNumber(report.outcomes[outcome] ?? 0)}
                  </span>
                ))}
            </p>
          </>
        ) : (
          <p className="quiet">{t("policy.backTestWhy")}</p>
        )}
      </div>
      {report && report.spoken.length > 0 ? (
        <ul className="list" style={{ borderTop: "1px solid var(--line)", maxHeight: 320, overflowY: "auto" }} tabIndex={0} aria-label={t("policy.spoken")}>
          {report.spoken.map((one) => (
            <li key={one.run}>
              <div className="row" style={{ flexWrap: "nowrap" }}>
                <Link className="link cut" to="/self-service/runs/$run" params={{ run: one.run }}>
                  {titleOf(actions.find((action) => action.identifier === one.action) ?? { identifier: one.action })}
                </Link>
                <span className={`badge push ${tones[one.outcome] ?? ""}`}>{t(`verdict.outcome.${one.outcome}`)}</span>
              </div>
              <p className="small quiet">
                {one.by} · <Ago at={one.at} />
                {one.decided ? ` · ${t(`policy.decided.${one.decided}`)}` : null}
              </p>
              {one.message ? <p className="small muted" style={{ marginTop: 4 }}>{one.message}</p> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
