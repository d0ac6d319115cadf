import { Button, Checkbox, SegmentedControl } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCircleX, IconGitMerge } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { mergeChangeRequest } from "@/api/changeRequests";
import type { Mergeability, Which, WholeChangeRequest } from "@/api/changeRequests";
import { Ago } from "@/components/Ago";
import { ErrorNote } from "@/components/ErrorState";
import { Guard } from "@/components/Guard";
import { say } from "@/components/toast";
import { CommitId } from "../CommitList";
import classes from "../Repositories.module.css";
import { useRefresh } from "./useChangeRequest";

type Props = { whole: WholeChangeRequest; which: Which };

/** The server writes them as parts of a sentence. */
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function Standing({ mergeability, source, target }: { mergeability: Mergeability; source: string; target: string }) {
  const { t } = useTranslation();
  if (mergeability.state === "CLEAN") {
    return (
      <div className="note good">
        <IconCheck size={16} stroke={1.5} aria-hidden="true" />
        <p>{t("changeRequests.clean")}</p>
      </div>
    );
  }
  return (
    <>
      {mergeability.conflicts.length > 0 ? (
        <div className="note bad">
          <IconCircleX size={16} stroke={1.5} aria-hidden="true" />
          <div style={{ minWidth: 0 }}>
            <h3>{t("changeRequests.conflicts", { target })}</h3>
            <ul className={classes["reasons"]}>
              {mergeability.conflicts.map((path) => (
                <li key={path}>
                  <code>{path}</code>
                </li>
              ))}
            </ul>
            <p className="muted">{t("changeRequests.conflictsHow", { source, target })}</p>
          </div>
        </div>
      ) : null}
      {mergeability.reasons.length > 0 ? (
        <div className="note warn">
          <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />
          <div style={{ minWidth: 0 }}>
            <h3>{t("changeRequests.blocked")}</h3>
            <ul className={classes["reasons"]}>
              {mergeability.reasons.map((reason) => (
                <li key={reason.message}>{sentence(reason.message)}</li>
              ))}
            </ul>
          </div>
        </div>
      ) : null}
    </>
  );
}

function MergeForm({ whole, which, ready }: Props & { ready: boolean }) {
  const { t } = useTranslation();
  const refresh = useRefresh(which);
  const [method, setMethod] = useState<"MERGE" | "SQUASH">("MERGE");
  const [deleteSource, setDeleteSource] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const merge = async () => {
    setBusy(true);
    setError(null);
    try {
      await mergeChangeRequest(which, { method, expectedHead: whole.changeRequest.head, deleteSource });
      say(t("changeRequests.merged", { number: which.number }));
    } catch (failure) {
      setError(failure);
    }
    await refresh();
    setBusy(false);
  };
  return (
    <>
      <SegmentedControl
        fullWidth
        role="radiogroup"
        aria-label={t("changeRequests.method")}
        value={method}
        onChange={(next) => setMethod(next as "MERGE" | "SQUASH")}
        data={(["MERGE", "SQUASH"] as const).map((one) => ({ value: one, label: t(`changeRequests.methods.${one}`) }))}
      />
      <p className="small quiet">{t(`changeRequests.methodHelp.${method}`)}</p>
      <Checkbox label={t("changeRequests.deleteSource", { source: whole.changeRequest.source })} checked={deleteSource} onChange={(event) => setDeleteSource(event.currentTarget.checked)} />
      <ErrorNote error={error} />
      <Guard allowed={ready} why={t("changeRequests.notYet")}>
        <Button variant="filled" loading={busy} leftSection={<IconGitMerge size={16} stroke={1.5} />} onClick={() => void merge()}>
          {t("changeRequests.merge")}
        </Button>
      </Guard>
    </>
  );
}

/** Whether it can be merged, what it waits for, and the button. */
export function MergeCard({ whole, which }: Props) {
  const { t } = useTranslation();
  const { changeRequest, mergeability, mayMerge } = whole;
  const { state, endedBy, endedAt, mergeCommit, source, target } = changeRequest;
  return (
    <section className="card" aria-labelledby="merging">
      <header>
        <IconGitMerge size={16} stroke={1.5} aria-hidden="true" />
        <h2 id="merging">{t("changeRequests.merging")}</h2>
      </header>
      <div className="in stack" style={{ gap: 12 }}>
        {mergeability ? <Standing mergeability={mergeability} source={source} target={target} /> : null}
        {state === "OPEN" && mayMerge ? <MergeForm whole={whole} which={which} ready={mergeability?.state === "CLEAN"} /> : null}
        {state === "OPEN" && !mayMerge ? <p className="muted">{t("changeRequests.mayNotMerge", { team: which.owner })}</p> : null}
        {state === "OPEN" ? null : (
          <p className="muted">
            {t(state === "MERGED" ? "changeRequests.mergedBy" : "changeRequests.closedBy", { by: endedBy ?? "" })} · <Ago at={endedAt} />
          </p>
        )}
        {mergeCommit ? <CommitId id={mergeCommit} /> : null}
      </div>
    </section>
  );
}
