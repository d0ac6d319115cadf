import { Button, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";

type Props = { title: string; why: string; values: { label: string; value: string }[]; /** On the button that ends it. */ done?: string; onClose: () => void };

/** Something secret that is shown this one time. */
export function RevealOnce({ title, why, values, done, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={title} closeOnClickOutside={false} closeButtonProps={{ "aria-label": t("common.close") }}>
      <div className="dialog">
        <div className="note warn">
          <p>{why}</p>
        </div>
        {values.map(({ label, value }) => (
          <div key={label}>
            <div className="mantine-InputWrapper-label">{label}</div>
            <div className="code">
              <pre>{value}</pre>
              <CopyButton value={value} label={t("reveal.copy", { label })} />
            </div>
          </div>
        ))}
      </div>
      <div className="dialog-foot">
        <Button variant="filled" onClick={onClose}>
          {done ?? t("reveal.done")}
        </Button>
      </div>
    </Modal>
  );
}
