import { Button, Textarea } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNote } from "@/components/ErrorState";
import { say } from "@/components/toast";
import classes from "./Approvals.module.css";

export type Decision = "APPROVE" | "DECLINE";

type Props = { send: (status: Decision, comment: string) => Promise<unknown>; /** After it was sent, whether it was taken or not. */ onSettled: () => unknown };

/** My decision, with a comment. */
export function Decide({ send, onSettled }: Props) {
  const { t } = useTranslation();
  const [comment, setComment] = useState("");
  const act = useMutation({
    mutationFn: (status: Decision) => send(status, comment.trim()),
    onSuccess: (_, status) => say(t(status === "APPROVE" ? "approvals.approved" : "approvals.declined")),
    onSettled,
  });
  return (
    <div className="in stack" style={{ gap: 12, borderTop: "1px solid var(--line)" }}>
      <Textarea label={t("approvals.comment")} description={t("approvals.commentHelp")} autosize minRows={2} maxRows={8} maxLength={2000} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
      <ErrorNote error={act.error} />
      <div className={`row ${classes["decide"]}`}>
        <Button variant="filled" leftSection={<IconCheck size={16} stroke={1.5} />} loading={act.isPending && act.variables === "APPROVE"} disabled={act.isPending} onClick={() => act.mutate("APPROVE")}>
          {t("approvals.approve")}
        </Button>
        <Button variant="danger" leftSection={<IconX size={16} stroke={1.5} />} loading={act.isPending && act.variables === "DECLINE"} disabled={act.isPending} onClick={() => act.mutate("DECLINE")}>
          {t("approvals.decline")}
        </Button>
      </div>
    </div>
  );
}
