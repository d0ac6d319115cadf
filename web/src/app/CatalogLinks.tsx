import { Skeleton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import type { DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { countsQuery } from "@/lib/blueprints";
import { leavesIn, useCatalogTree } from "@/lib/catalogTree";
import type { CatalogFolder, CatalogLeaf } from "@/lib/catalogTree";
import { useIsAdmin } from "@/lib/session";
import { formatNumber } from "@/lib/time";
import { useArrangement } from "@/lib/useArrangement";
import type { Arrangement } from "@/lib/useArrangement";
import { useKept } from "@/lib/useKept";
import { NavMenu } from "./NavMenu";

const dragged = "text/fairway-page";

type Shown = { counts: Record<string, number>; arrangement: Arrangement; admin: boolean };

/** Takes a page that is dragged here. */
function useDrop({ admin }: Shown, onPage: (leaf: CatalogLeaf) => void) {
  const { tree } = useCatalogTree();
  const [over, setOver] = useState(false);
  if (!admin) return {};
  return {
    "data-drop": over,
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(dragged)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      const leaf = leavesIn(tree).find((one) => one.identifier === event.dataTransfer.getData(dragged));
      if (leaf) onPage(leaf);
    },
  };
}

function PageLink({ leaf, ...shown }: { leaf: CatalogLeaf } & Shown) {
  const { counts, arrangement, admin } = shown;
  const { pathname } = useLocation();
  const drop = useDrop(shown, (other) => other.identifier !== leaf.identifier && arrangement.movePage(other, arrangement.folderOf(leaf), leaf));
  const address = `/catalog/${encodeURIComponent(leaf.blueprint)}`;
  const here = pathname === address || pathname.startsWith(`${address}/`);
  const count = counts[leaf.blueprint];
  return (
    <div className="nav-item" {...drop}>
      <Link
        to="/catalog/$blueprint"
        params={{ blueprint: leaf.blueprint }}
        className="nav-link"
        activeOptions={{ exact: true, includeSearch: false }}
        aria-current={here ? "page" : undefined}
        draggable={admin}
        onDragStart={(event) => event.dataTransfer.setData(dragged, leaf.identifier)}
      >
        <span className="cut">{leaf.title}</span>
        {count === undefined ? null : <span className="count">{formatNumber(count)}</span>}
      </Link>
      {admin ? <NavMenu node={leaf} arrangement={arrangement} /> : null}
    </div>
  );
}

function FolderLinks({ folder, ...shown }: { folder: CatalogFolder } & Shown) {
  const { t } = useTranslation();
  const { arrangement, admin } = shown;
  const [closed, setClosed] = useKept(`nav.folder.${folder.identifier}`, false);
  const drop = useDrop(shown, (leaf) => arrangement.movePage(leaf, folder));
  const Chevron = closed ? IconChevronRight : IconChevronDown;
  return (
    <>
      <div className="nav-item" {...drop}>
        <button type="button" className="nav-link" aria-expanded={!closed} onClick={() => setClosed(!closed)}>
          <Chevron size={14} stroke={1.5} style={{ marginLeft: -22, flex: "none" }} />
          <span className="cut">{folder.title}</span>
        </button>
        {admin ? <NavMenu node={folder} arrangement={arrangement} /> : null}
      </div>
      {closed ? null : (
        <ul>
          {folder.children.map((leaf) => (
            <li key={leaf.identifier}>
              <PageLink leaf={leaf} {...shown} />
            </li>
          ))}
          {folder.children.length === 0 ? <li className="nav-none small quiet">{t("nav.emptyFolder")}</li> : null}
        </ul>
      )}
    </>
  );
}

export function CatalogLinks() {
  const { t } = useTranslation();
  const { tree, isPending, error, retry } = useCatalogTree();
  const { data: counts = {} } = useQuery(countsQuery);
  const admin = useIsAdmin();
  const shown = { counts, admin, arrangement: useArrangement() };
  if (isPending) {
    return (
      <ul aria-hidden="true">
        {[120, 96, 136].map((width) => (
          <li key={width} style={{ padding: "8px 8px 8px 32px" }}>
            <Skeleton height={12} width={width} />
          </li>
        ))}
      </ul>
    );
  }
  if (error) {
    return (
      <p className="nav-none small quiet">
        {t("nav.unread")}{" "}
        <button type="button" className="link-button" onClick={retry}>
          {t("error.retry")}
        </button>
      </p>
    );
  }
  if (tree.length === 0) return null;
  return (
    <ul aria-label={t("nav.catalog")}>
      {tree.map((node) => {
        if (node.kind === "page") {
          return (
            <li key={node.identifier}>
              <PageLink leaf={node} {...shown} />
            </li>
          );
        }
        return admin || node.children.length > 0 ? (
          <li key={node.identifier}>
            <FolderLinks folder={node} {...shown} />
          </li>
        ) : null;
      })}
    </ul>
  );
}
