import { Button, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { reviewRun } from "@/api/selfservice";
import type { RunDetail } from "@/api/selfservice";
import { Ago } from "@/components/Ago";
import { ErrorNote } from "@/components/ErrorState";
import { say } from "@/components/toast";

function Review({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [comment, setComment] = useState("");
  const act = useMutation({
    mutationFn: () => reviewRun(run.id, comment.trim()),
    onSuccess: () => say(t("urgent.reviewed")),
    onSettled: () => client.invalidateQueries({ queryKey: ["runs"] }),
  });
  return (
    <>
      <Textarea label={t("urgent.comment")} description={t("urgent.commentHelp")} autosize minRows={2} maxLength={2000} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
      <ErrorNote error={act.error} />
      <div className="row">
        <Button variant="filled" loading={act.isPending} disabled={comment.trim() === ""} onClick={() => act.mutate()}>
          {t("urgent.review")}
        </Button>
      </div>
    </>
  );
}

/** A run that was carried out before it was approved, and what somebody said of that afterwards. */
export function UrgentCard({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  if (!run.urgent) return null;
  return (
    <section className="card" aria-label={t("urgent.title")}>
      <header>
        <h2>{t("urgent.title")}</h2>
      </header>
      <div className="in stack" style={{ gap: 12 }}>
        <p style={{ overflowWrap: "anywhere" }}>{run.urgent}</p>
        {run.review ? (
          <p className="small muted" style={{ overflowWrap: "anywhere" }}>
            {t("urgent.by", { by: run.review.by })} <Ago at={run.review.at} />: {run.review.comment}
          </p>
        ) : null}
        {run.mayReview ? <Review run={run} /> : null}
        {!run.review && !run.mayReview ? <p className="small quiet">{t("urgent.notReviewed")}</p> : null}
      </div>
    </section>
  );
}
