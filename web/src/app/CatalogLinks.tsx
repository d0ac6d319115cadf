import { Skeleton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { countsQuery } from "@/lib/blueprints";
import { useCatalogTree } from "@/lib/catalogTree";
import type { CatalogFolder, CatalogLeaf } from "@/lib/catalogTree";
import { formatNumber } from "@/lib/time";
import { useKept } from "@/lib/useKept";

function PageLink({ leaf, count }: { leaf: CatalogLeaf; count: number | undefined }) {
  const { pathname } = useLocation();
  const address = `/catalog/${encodeURIComponent(leaf.blueprint)}`;
  const here = pathname === address || pathname.startsWith(`${address}/`);
  return (
    <Link to="/catalog/$blueprint" params={{ blueprint: leaf.blueprint }} className="nav-link" activeOptions={{ exact: true, includeSearch: false }} aria-current={here ? "page" : undefined}>
      <span className="cut">{leaf.title}</span>
      {count === undefined ? null : <span className="count">{formatNumber(count)}</span>}
    </Link>
  );
}

function FolderLinks({ folder, counts }: { folder: CatalogFolder; counts: Record<string, number> }) {
  const [closed, setClosed] = useKept(`nav.folder.${folder.identifier}`, false);
  const Chevron = closed ? IconChevronRight : IconChevronDown;
  return (
    <>
      <button type="button" className="nav-link" aria-expanded={!closed} onClick={() => setClosed(!closed)}>
        <Chevron size={14} stroke={1.5} style={{ marginLeft: -22, flex: "none" }} />
        <span className="cut">{folder.title}</span>
      </button>
      {closed ? null : (
        <ul>
          {folder.children.map((leaf) => (
            <li key={leaf.identifier}>
              <PageLink leaf={leaf} count={counts[leaf.blueprint]} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export function CatalogLinks() {
  const { t } = useTranslation();
  const { tree, isPending } = useCatalogTree();
  const { data: counts = {} } = useQuery(countsQuery);
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
  if (tree.length === 0) return null;
  return (
    <ul aria-label={t("nav.catalog")}>
      {tree.map((node) => (
        <li key={node.identifier}>
          {node.kind === "folder" ? <FolderLinks folder={node} counts={counts} /> : <PageLink leaf={node} count={counts[node.blueprint]} />}
        </li>
      ))}
    </ul>
  );
}
