import { Drawer } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Navigation } from "./Navigation";

/** The navigation of small screens. */
export function NavigationDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer opened onClose={onClose} position="left" size={264} withCloseButton={false} title={t("nav.main")} styles={{ header: { display: "none" } }}>
      <div className="nav" style={{ height: "100dvh", border: 0 }}>
        <Navigation narrow={false} onToggle={onClose} />
      </div>
    </Drawer>
  );
}
