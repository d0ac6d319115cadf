import { ActionIcon, Tooltip } from "@mantine/core";
import { IconFolderPlus } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useArrangement } from "@/lib/useArrangement";

const NameDialog = lazy(() => import("./NameDialog").then((module) => ({ default: module.NameDialog })));

export function NewFolder() {
  const { t } = useTranslation();
  const { addFolder } = useArrangement();
  const [naming, setNaming] = useState(false);
  const title = t("nav.newFolder");
  return (
    <>
      <Tooltip label={title} position="right">
        <ActionIcon size="mini" className="nav-more" aria-label={title} onClick={() => setNaming(true)}>
          <IconFolderPlus size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      {naming ? (
        <Suspense fallback={null}>
          <NameDialog title={title} action={t("nav.createFolder")} name="" onSave={addFolder} onClose={() => setNaming(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
