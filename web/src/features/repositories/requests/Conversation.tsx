import { IconCheck, IconGitMerge, IconGitPullRequest, IconGitPullRequestClosed, IconMessage, IconMessage2Code, IconPencil, IconRobot } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { addComment, reviewChangeRequest } from "@/api/changeRequests";
import type { Comment, Review, Which, WholeChangeRequest } from "@/api/changeRequests";
import { Ago } from "@/components/Ago";
import { ErrorNote } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { useSession } from "@/lib/session";
import classes from "../Repositories.module.css";
import { CommentCard } from "./CommentCard";
import { VerdictMark } from "./state";
import { useComments, useRefresh } from "./useChangeRequest";
import { WriteBox } from "./WriteBox";

const Markdown = lazy(() => import("@/components/Markdown").then((module) => ({ default: module.Markdown })));

type Moment = { key: string; at: string; tone: string; icon: ReactNode; what: ReactNode };

const icon = { size: 14, stroke: 1.5, "aria-hidden": true } as const;

function ReviewCard({ review, head }: { review: Review; head: string }) {
  const { t } = useTranslation();
  return (
    <article className={classes["said"]} data-verdict={review.verdict} aria-label={t("changeRequests.reviewBy", { by: review.reviewer })}>
      <header>
        <span className="strong">{review.reviewer}</span>
        <VerdictMark verdict={review.verdict} />
        <span className="muted small">
          <Ago at={review.at} />
        </span>
        {review.commit === head ? null : <span className="badge">{t("changeRequests.beforeNewest")}</span>}
      </header>
      {review.body ? (
        <div>
          <Suspense fallback={<PageBones />}>
            <Markdown text={review.body} />
          </Suspense>
        </div>
      ) : null}
    </article>
  );
}

function useMoments({ changeRequest, reviews }: WholeChangeRequest, comments: Comment[], which: Which): Moment[] {
  const { t } = useTranslation();
  const { author, createdAt, state, endedAt, endedBy, head } = changeRequest;
  const told = (text: string, at: string) => (
    <p className={classes["told"]}>
      {text} · <Ago at={at} />
    </p>
  );
  return [
    { key: "opened", at: createdAt, tone: "", icon: <IconGitPullRequest {...icon} />, what: told(t("changeRequests.openedBy", { by: author }), createdAt) },
    ...comments.map((comment): Moment => ({
      key: comment.id,
      at: comment.createdAt,
      tone: "",
      icon: comment.botKey ? <IconRobot {...icon} /> : comment.at ? <IconMessage2Code {...icon} /> : <IconMessage {...icon} />,
      what: <CommentCard comment={comment} which={which} withPlace />,
    })),
    ...reviews.map((review): Moment => ({
      key: `review ${review.reviewer}`,
      at: review.at,
      tone: review.verdict === "APPROVED" ? "good" : "warn",
      icon: review.verdict === "APPROVED" ? <IconCheck {...icon} /> : <IconPencil {...icon} />,
      what: <ReviewCard review={review} head={head} />,
    })),
    ...(endedAt
      ? [
          {
            key: "ended",
            at: endedAt,
            tone: state === "MERGED" ? "accent" : "",
            icon: state === "MERGED" ? <IconGitMerge {...icon} /> : <IconGitPullRequestClosed {...icon} />,
            what: told(t(state === "MERGED" ? "changeRequests.mergedBy" : "changeRequests.closedBy", { by: endedBy ?? "" }), endedAt),
          },
        ]
      : []),
  ].sort((one, other) => one.at.localeCompare(other.at));
}

/** What the change is for, what was said of it since, and where to answer. */
export function Conversation({ whole, which }: { whole: WholeChangeRequest; which: Which }) {
  const { t } = useTranslation();
  const { email } = useSession().user;
  const { changeRequest } = whole;
  const refresh = useRefresh(which);
  const { comments = [], error, refetch } = useComments(which);
  const moments = useMoments(whole, comments, which);
  const own = changeRequest.author === email;
  const review = (verdict: "APPROVED" | "CHANGES_REQUESTED") => async (body: string) => {
    await reviewChangeRequest(which, { verdict, body, commit: changeRequest.head });
    await refresh();
  };
  const comment = {
    label: t("changeRequests.comment"),
    variant: "filled" as const,
    send: async (body: string) => {
      await addComment(which, { body });
      await refresh();
    },
  };
  return (
    <>
      <section className="card" aria-label={t("common.description")}>
        <div className="in">
          {changeRequest.description ? (
            <Suspense fallback={<PageBones />}>
              <Markdown text={changeRequest.description} />
            </Suspense>
          ) : (
            <p className="quiet">{t("changeRequests.noDescription")}</p>
          )}
        </div>
      </section>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      <ol className={`line ${classes["timeline"]}`} aria-label={t("changeRequests.timeline")}>
        {moments.map((moment) => (
          <li key={moment.key}>
            <span className={`dot ${moment.tone}`}>{moment.icon}</span>
            {moment.what}
          </li>
        ))}
      </ol>
      <section className="card" aria-label={t("changeRequests.answer")}>
        <div className="in">
          <WriteBox
            label={t("changeRequests.say")}
            ways={
              changeRequest.state !== "OPEN" || own
                ? [comment]
                : [comment, { label: t("changeRequests.approve"), silent: true, send: review("APPROVED") }, { label: t("changeRequests.askForChanges"), send: review("CHANGES_REQUESTED") }]
            }
          />
          {own && changeRequest.state === "OPEN" ? <p className="small quiet" style={{ marginTop: 8 }}>{t("changeRequests.ownNote")}</p> : null}
        </div>
      </section>
    </>
  );
}
