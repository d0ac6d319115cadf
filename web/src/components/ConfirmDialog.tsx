import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNote } from "@/components/ErrorState";

type Props = {
  title: string;
  action: string;
  children: ReactNode;
  /** Asked to be typed when there is no way back. */
  typeName?: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
};

export function ConfirmDialog({ title, action, children, typeName, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [typed, setTyped] = useState("");
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      const then = await onConfirm();
      onClose();
      if (typeof then === "function") (then as () => void)();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("common.close") }}>
      <div className="dialog">
        {children}
        {typeName ? (
          <TextInput
            label={t("common.typeName", { name: typeName })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
        ) : null}
        <ErrorNote error={error} />
      </div>
      <div className="dialog-foot">
        <Button variant="danger" loading={busy} disabled={typeName !== undefined && typed !== typeName} onClick={() => void confirm()}>
          {action}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t("common.cancel")}
        </Button>
      </div>
    </Modal>
  );
}
