import { Checkbox, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Blueprint } from "@/api/types";
import { DialogFoot } from "@/components/DialogFoot";
import type { Part } from "./parts";
import { DerivedFields } from "./DerivedFields";
import { PropertyFields } from "./PropertyFields";
import { RelationFields } from "./RelationFields";

type Props = { part: Part; blueprints: Blueprint[]; taken: string[]; onClose: () => void; onSave: (part: Part) => void };

const idOf = (title: string) => title.trim().toLowerCase().replace(/\s+/g, "_").replace(/[^\p{L}0-9@_.+:-]/gu, "");

/** Adds or changes one property, relation or derived property. */
export function PartDialog({ part: given, blueprints, taken, onClose, onSave }: Props) {
  const { t } = useTranslation();
  const [part, setPart] = useState(given);
  const fresh = given.id === "";
  const title = part.value.title ?? "";
  const clash = part.id !== given.id && taken.includes(part.id);
  const setTitle = (next: string) => {
    const id = fresh && (part.id === "" || part.id === idOf(title)) ? idOf(next) : part.id;
    setPart({ ...part, id, value: { ...part.value, title: next } } as Part);
  };
  const complete =
    part.id !== "" &&
    !clash &&
    (part.kind !== "relation" || part.value.target !== "") &&
    (part.kind !== "mirror" || part.value.path !== "") &&
    (part.kind !== "calculation" || part.value.calculation !== "");
  return (
    <Modal opened onClose={onClose} size={560} title={t(fresh ? `part.add.${part.kind}` : `part.edit.${part.kind}`)} closeButtonProps={{ "aria-label": t("common.close") }}>
      <div className="dialog">
        <TextInput label={t("field.title")} value={title} data-autofocus onChange={(event) => setTitle(event.currentTarget.value)} />
        <TextInput
          label={t("field.identifier")}
          description={fresh ? undefined : t("part.renameHelp")}
          value={part.id}
          error={clash ? t("part.taken") : undefined}
          styles={{ input: { fontFamily: "var(--mono)", fontSize: 12 } }}
          onChange={(event) => setPart({ ...part, id: event.currentTarget.value } as Part)}
        />
        {part.kind === "property" ? (
          <>
            <PropertyFields property={part.value} fixedType={!fresh} onChange={(value) => setPart({ ...part, value })} />
            <Checkbox label={t("part.required")} checked={part.required} onChange={(event) => setPart({ ...part, required: event.currentTarget.checked })} />
          </>
        ) : part.kind === "relation" ? (
          <RelationFields relation={part.value} blueprints={blueprints} onChange={(value) => setPart({ ...part, value })} />
        ) : (
          <DerivedFields part={part} blueprints={blueprints} onChange={setPart} />
        )}
      </div>
      <DialogFoot action={t(fresh ? "common.add" : "part.change")} ready={complete} onAct={() => onSave(part)} onCancel={onClose} />
    </Modal>
  );
}
