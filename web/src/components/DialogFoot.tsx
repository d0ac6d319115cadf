import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

type Props = {
  /** What is done, as a verb. */
  action: string;
  ready?: boolean;
  busy?: boolean;
  danger?: boolean;
  children?: ReactNode;
  onCancel: () => void;
  /** Where no form takes the submission. */
  onAct?: () => void;
};

/** The end of every dialog: do it, or leave it. */
export function DialogFoot({ action, ready = true, busy = false, danger = false, children, onCancel, onAct }: Props) {
  const { t } = useTranslation();
  return (
    <div className="dialog-foot">
      <Button type={onAct ? "button" : "submit"} variant={danger ? "danger" : "filled"} loading={busy} disabled={!ready} onClick={onAct}>
        {action}
      </Button>
      <Button variant="subtle" onClick={onCancel}>
        {t("common.cancel")}
      </Button>
      {children}
    </div>
  );
}
