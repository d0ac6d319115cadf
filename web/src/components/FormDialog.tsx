import { Modal } from "@mantine/core";
import { useState } from "react";
import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DialogFoot } from "@/components/DialogFoot";
import { ErrorNote } from "@/components/ErrorState";

type Props = {
  title: string;
  action: string;
  ready: boolean;
  /** What is done cannot be taken back lightly. */
  danger?: boolean;
  children: ReactNode;
  /** May answer with what is to be done once the dialog is closed, or with false to leave it open. */
  onSubmit: () => Promise<unknown>;
  onClose: () => void;
};

/** A small form in a dialog: sends, waits, keeps what was typed when it is refused. */
export function FormDialog({ title, action, ready, danger, children, onSubmit, onClose }: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!ready) return;
    setBusy(true);
    setError(null);
    try {
      const then = await onSubmit();
      if (then === false) return setBusy(false);
      onClose();
      if (typeof then === "function") (then as () => void)();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("common.close") }}>
      <form onSubmit={(event) => void submit(event)}>
        <div className="dialog">
          {children}
          <ErrorNote error={error} />
        </div>
        <DialogFoot action={action} ready={ready} busy={busy} danger={danger ?? false} onCancel={onClose} />
      </form>
    </Modal>
  );
}
