import { Modal, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DialogFoot } from "@/components/DialogFoot";
import { put, textOf } from "./draft";
import type { Part } from "./draft";
import { FlagField } from "./FlagField";

type Props = { kind: "heading" | "step"; written: Part; onSave: (written: Part) => void; onClose: () => void };

/** The title of a step, or one between inputs, and when it shows. */
export function HeadingDialog({ kind, written, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const [part, setPart] = useState(written);
  const title = textOf(part["title"]);
  return (
    <Modal opened onClose={onClose} title={t(`actions.edit.${kind}`)} closeButtonProps={{ "aria-label": t("common.close") }}>
      <div className="dialog">
        <TextInput label={t("field.title")} data-autofocus maxLength={140} value={title} onChange={(event) => setPart({ ...part, title: event.currentTarget.value })} />
        {kind === "heading" ? <Textarea label={t("common.description")} maxLength={1000} autosize minRows={2} value={textOf(part["description"])} onChange={(event) => setPart(put(part, { description: event.currentTarget.value }))} /> : null}
        <FlagField label={t("actions.visible")} standard worked="jq" value={part["visible"]} onChange={(visible) => setPart(put(part, { visible }))} />
      </div>
      <DialogFoot action={t("part.change")} ready={title.trim() !== ""} onAct={() => onSave(part)} onCancel={onClose} />
    </Modal>
  );
}
