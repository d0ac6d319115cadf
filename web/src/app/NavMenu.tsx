import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CatalogFolder, CatalogLeaf } from "@/lib/catalogTree";
import type { Arrangement } from "@/lib/useArrangement";

const NameDialog = lazy(() => import("./NameDialog").then((module) => ({ default: module.NameDialog })));

type Props = { node: CatalogFolder | CatalogLeaf; arrangement: Arrangement };

function PageItems({ leaf, arrangement }: { leaf: CatalogLeaf; arrangement: Arrangement }) {
  const { t } = useTranslation();
  const here = arrangement.folderOf(leaf);
  const others = arrangement.folders.filter((folder) => folder !== here);
  return (
    <>
      <Menu.Item disabled={!arrangement.canShiftPage(leaf, -1)} onClick={() => arrangement.shiftPage(leaf, -1)}>
        {t("nav.moveUp")}
      </Menu.Item>
      <Menu.Item disabled={!arrangement.canShiftPage(leaf, 1)} onClick={() => arrangement.shiftPage(leaf, 1)}>
        {t("nav.moveDown")}
      </Menu.Item>
      {here || others.length > 0 ? <Menu.Divider /> : null}
      {others.map((folder) => (
        <Menu.Item key={folder.identifier} onClick={() => arrangement.movePage(leaf, folder)}>
          {t("nav.moveTo", { folder: folder.title })}
        </Menu.Item>
      ))}
      {here ? <Menu.Item onClick={() => arrangement.movePage(leaf, undefined)}>{t("nav.moveOut", { folder: here.title })}</Menu.Item> : null}
    </>
  );
}

function FolderItems({ folder, arrangement }: { folder: CatalogFolder; arrangement: Arrangement }) {
  const { t } = useTranslation();
  return (
    <>
      <Menu.Item disabled={!arrangement.canShiftFolder(folder, -1)} onClick={() => arrangement.shiftFolder(folder, -1)}>
        {t("nav.moveUp")}
      </Menu.Item>
      <Menu.Item disabled={!arrangement.canShiftFolder(folder, 1)} onClick={() => arrangement.shiftFolder(folder, 1)}>
        {t("nav.moveDown")}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item data-danger="true" onClick={() => arrangement.removeFolder(folder)}>
        {t("nav.deleteFolder")}
      </Menu.Item>
    </>
  );
}

/** What an administrator may do with a folder or a page of the navigation. */
export function NavMenu({ node, arrangement }: Props) {
  const { t } = useTranslation();
  const [naming, setNaming] = useState(false);
  const rename = t("nav.rename");
  const save = (name: string) => (node.kind === "folder" ? arrangement.renameFolder(node, name) : arrangement.renamePage(node, name));
  return (
    <>
      <Menu width={224} position="bottom-start">
        <Menu.Target>
          <ActionIcon size="mini" className="nav-more" aria-label={t("nav.arrange", { title: node.title })}>
            <IconDots size={16} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setNaming(true)}>{rename}</Menu.Item>
          {node.kind === "folder" ? <FolderItems folder={node} arrangement={arrangement} /> : <PageItems leaf={node} arrangement={arrangement} />}
        </Menu.Dropdown>
      </Menu>
      {naming ? (
        <Suspense fallback={null}>
          <NameDialog title={t("nav.renameTitle", { title: node.title })} action={rename} name={node.title} onSave={save} onClose={() => setNaming(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
