import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "@/components/FormDialog";

type Props = {
  title: string;
  action: string;
  children: ReactNode;
  /** Asked to be typed when there is no way back. */
  typeName?: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
};

/** Asks before something is lost. */
export function ConfirmDialog({ title, action, children, typeName, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  return (
    <FormDialog title={title} action={action} danger ready={typeName === undefined || typed === typeName} onSubmit={onConfirm} onClose={onClose}>
      {children}
      {typeName ? (
        <TextInput label={t("common.typeName", { name: typeName })} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" data-autofocus />
      ) : null}
    </FormDialog>
  );
}
