import { Modal, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { createBlueprint } from "@/api/blueprints";
import { DialogFoot } from "@/components/DialogFoot";
import { ErrorNote } from "@/components/ErrorState";
import { IconPicker } from "@/components/IconPicker";
import { say } from "@/components/toast";
import { fieldErrors } from "@/lib/errors";

type Props = { onClose: () => void; onCreated: (identifier: string) => void };

const identifierOf = (title: string) => title.trim().toLowerCase().replace(/\s+/g, "_").replace(/[^\p{L}0-9@_.+:-]/gu, "");

/** Name and look of a new blueprint; its properties are added on its own page. */
export function CreateBlueprint({ onClose, onCreated }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [title, setTitle] = useState("");
  const [identifier, setIdentifier] = useState("");
  const [follows, setFollows] = useState(true);
  const [description, setDescription] = useState("");
  const [icon, setIcon] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const made = await createBlueprint({ identifier, title, description, icon, schema: { properties: {}, required: [] }, relations: {}, ownership: { type: "Direct" } });
      await Promise.all(["blueprints", "pages", "counts", "sidebar"].map((key) => client.invalidateQueries({ queryKey: [key] })));
      say(t("form.created", { title }));
      onCreated(made.identifier);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t("model.create")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <form onSubmit={(event) => void submit(event)}>
        <div className="dialog">
          <p className="muted">{t("model.what")}</p>
          <TextInput
            label={t("field.title")}
            placeholder={t("model.titleExample")}
            value={title}
            data-autofocus
            onChange={(event) => {
              setTitle(event.currentTarget.value);
              if (follows) setIdentifier(identifierOf(event.currentTarget.value));
            }}
          />
          <TextInput
            label={t("field.identifier")}
            description={t("model.identifierHelp")}
            value={identifier}
            error={fieldErrors(error)["identifier"]}
            styles={{ input: { fontFamily: "var(--mono)", fontSize: 12 } }}
            onChange={(event) => {
              setFollows(false);
              setIdentifier(event.currentTarget.value);
            }}
          />
          <IconPicker value={icon} fallback={identifier} onChange={setIcon} />
          <Textarea label={t("common.description")} maxLength={200} value={description} onChange={(event) => setDescription(event.currentTarget.value)} autosize minRows={2} />
          <ErrorNote error={error} />
        </div>
        <DialogFoot action={t("model.create")} ready={title !== "" && identifier !== ""} busy={busy} onCancel={onClose} />
      </form>
    </Modal>
  );
}
