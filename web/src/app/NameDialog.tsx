import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "@/components/FormDialog";

type Props = { title: string; action: string; name: string; onSave: (name: string) => Promise<unknown>; onClose: () => void };

/** Asks for one name. */
export function NameDialog({ title, action, name, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(name);
  const clean = typed.trim();
  return (
    <FormDialog title={title} action={action} ready={clean !== "" && clean !== name} onSubmit={() => onSave(clean)} onClose={onClose}>
      <TextInput label={t("common.name")} value={typed} maxLength={100} data-autofocus onChange={(event) => setTyped(event.currentTarget.value)} />
    </FormDialog>
  );
}
