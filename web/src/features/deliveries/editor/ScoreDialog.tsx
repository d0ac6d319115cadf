import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readScore } from "@/api/deliveries";
import type { ScoreValues } from "@/api/deliveries";
import { FormDialog } from "@/components/FormDialog";
import { Problems } from "../ValueNotes";
import classes from "./Editor.module.css";

type Props = { onTaken: (values: ScoreValues["values"]) => void; onClose: () => void };

/** Takes a score.yaml as values. What values cannot say is shown, and nothing is left out without a word. */
export function ScoreDialog({ onTaken, onClose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [read, setRead] = useState<ScoreValues | null>(null);
  const isRead = read !== null && read.problems.length === 0;
  const submit = async () => {
    if (isRead) return onTaken(read.values);
    const next = await readScore(text);
    setRead(next);
    if (next.problems.length === 0 && next.notes.length === 0) return onTaken(next.values);
    return false;
  };
  return (
    <FormDialog title={t("deliveries.edit.scoreTitle")} action={t(isRead ? "deliveries.edit.scoreTake" : "deliveries.edit.scoreRead")} ready={text.trim() !== ""} onSubmit={submit} onClose={onClose}>
      <Textarea
        label={t("deliveries.edit.scoreLabel")}
        description={t("deliveries.edit.scoreHelp")}
        required
        autosize
        minRows={10}
        maxRows={20}
        maxLength={65_536}
        spellCheck={false}
        data-autofocus
        styles={{ input: { fontFamily: "var(--mono)", fontSize: 12 } }}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setRead(null);
        }}
      />
      {read ? <Problems problems={read.problems} /> : null}
      {read && read.notes.length > 0 ? (
        <ul className={classes["notes"]}>
          {read.notes.map((note) => (
            <li key={note} className="small">
              {note}
            </li>
          ))}
        </ul>
      ) : null}
    </FormDialog>
  );
}
