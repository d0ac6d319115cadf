import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

const anywhere = ["palette", "home", "catalog", "selfService", "resources", "repositories", "deliveries", "approvals", "audit", "builder", "collapse", "help"] as const;
const table = ["move", "open", "edit", "select", "escape"] as const;

export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const list = (names: readonly (typeof anywhere | typeof table)[number][]) => (
    <dl className="dl">
      {names.map((name) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>
            {t(`keys.${name}.keys`)
              .split(" ")
              .map((key) => (
                <kbd key={key} style={{ marginRight: 4 }}>
                  {key}
                </kbd>
              ))}
          </dt>
          <dd>{t(`keys.${name}.does`)}</dd>
        </div>
      ))}
    </dl>
  );
  return (
    <Modal opened onClose={onClose} title={t("keys.title")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <div className="dialog">
        <h3>{t("keys.anywhere")}</h3>
        {list(anywhere)}
        <h3>{t("keys.table")}</h3>
        {list(table)}
      </div>
    </Modal>
  );
}
