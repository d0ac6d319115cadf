import { IconExternalLink, IconUser, IconUsersGroup } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Check, WholeChangeRequest } from "@/api/changeRequests";
import { CheckState, VerdictMark } from "./state";

export function ChecksCard({ checks }: { checks: Check[] }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="checks">
      <header>
        <h2 id="checks">{t("changeRequests.checks")}</h2>
        <span className="tally">{checks.length}</span>
      </header>
      {checks.length === 0 ? <p className="in quiet">{t("changeRequests.noChecks")}</p> : null}
      <ul className="list">
        {checks.map((check) => (
          <li key={check.name}>
            <div className="row">
              <span className="strong cut" title={check.name}>
                {check.name}
              </span>
              <span className="push">
                <CheckState state={check.state} />
              </span>
            </div>
            {check.summary ? (
              <p className="small muted" style={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
                {check.summary}
              </p>
            ) : null}
            {check.detailsUrl ? (
              <a className="link small row tight" href={check.detailsUrl} target="_blank" rel="noreferrer" aria-label={t("changeRequests.detailsOf", { name: check.name })}>
                {t("changeRequests.details")}
                <IconExternalLink size={12} stroke={1.5} aria-hidden="true" />
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who is asked to look, and what those who looked said last. */
export function ReviewersCard({ whole }: { whole: WholeChangeRequest }) {
  const { t } = useTranslation();
  const { reviewers, reviews, changeRequest } = whole;
  const given = new Set(reviews.map((review) => review.reviewer));
  const asked = reviewers.filter((one) => one.kind === "TEAM" || !given.has(one.name));
  return (
    <section className="card" aria-labelledby="reviewers">
      <header>
        <h2 id="reviewers">{t("changeRequests.reviewers")}</h2>
      </header>
      {asked.length + reviews.length === 0 ? <p className="in quiet">{t("changeRequests.noReviewers")}</p> : null}
      <ul className="list">
        {reviews.map((review) => (
          <li key={review.reviewer} className="row wrap">
            <IconUser size={16} stroke={1.5} aria-hidden="true" />
            <span className="cut" title={review.reviewer}>
              {review.reviewer}
            </span>
            <span className="push row tight">
              <VerdictMark verdict={review.verdict} />
            </span>
            {review.commit === changeRequest.head ? null : <span className="small quiet">{t("changeRequests.beforeNewest")}</span>}
          </li>
        ))}
        {asked.map((one) => (
          <li key={`${one.kind} ${one.name}`} className="row">
            {one.kind === "TEAM" ? <IconUsersGroup size={16} stroke={1.5} aria-hidden="true" /> : <IconUser size={16} stroke={1.5} aria-hidden="true" />}
            <span className="cut" title={one.name}>
              {one.name}
            </span>
            <span className="push small quiet nowrap">{t("changeRequests.asked")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
