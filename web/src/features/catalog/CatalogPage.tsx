import { Button, Skeleton } from "@mantine/core";
import { IconLayoutGrid } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { blueprintsQuery, countsQuery } from "@/lib/blueprints";
import { useCatalogTree } from "@/lib/catalogTree";
import type { CatalogLeaf } from "@/lib/catalogTree";
import { useIsAdmin } from "@/lib/session";
import { formatNumber } from "@/lib/time";
import classes from "./CatalogPage.module.css";

function Tile({ leaf }: { leaf: CatalogLeaf }) {
  const { t } = useTranslation();
  const { data: counts } = useQuery(countsQuery);
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const count = counts?.[leaf.blueprint];
  return (
    <Link to="/catalog/$blueprint" params={{ blueprint: leaf.blueprint }} className={`card ${classes["tile"]}`}>
      <span className="crest">
        <BlueprintIcon name={leaf.icon} fallback={leaf.blueprint} size={20} />
      </span>
      <span style={{ minWidth: 0 }}>
        <span className={classes["title"]}>{leaf.title}</span>
        <span className="quiet small">{count === undefined ? "" : t("catalog.entities", { count, formatted: formatNumber(count) })}</span>
        <span className={`muted ${classes["text"]}`}>{blueprints.find((one) => one.identifier === leaf.blueprint)?.description}</span>
      </span>
    </Link>
  );
}

/** Every page of the catalog, in its folders. */
export function CatalogPage() {
  const { t } = useTranslation();
  const admin = useIsAdmin();
  const { tree, isPending, error, retry } = useCatalogTree();
  const loose = tree.filter((node) => node.kind === "page");
  const folders = tree.filter((node) => node.kind === "folder").filter((folder) => folder.children.length > 0);
  return (
    <div className="stretch">
      <PageHead title={t("nav.catalog")} lead={t("catalog.lead")} lined />
      {error ? (
        <ErrorState error={error} onRetry={retry} />
      ) : !isPending && tree.length === 0 ? (
        <EmptyState
          icon={<IconLayoutGrid size={20} stroke={1.5} />}
          title={t("catalog.empty")}
          why={t(admin ? "catalog.emptyWhyAdmin" : "catalog.emptyWhy")}
          action={
            admin ? (
              <Button component={Link} to="/setup" variant="filled">
                {t("catalog.getStarted")}
              </Button>
            ) : undefined
          }
        />
      ) : (
        <div className="body">
          {isPending ? (
            <div className={classes["tiles"]} aria-busy="true">
              {[1, 2, 3, 4, 5, 6].map((one) => (
                <Skeleton key={one} height={96} />
              ))}
            </div>
          ) : null}
          {loose.length > 0 ? (
            <div className={classes["tiles"]}>
              {loose.map((leaf) => (
                <Tile key={leaf.identifier} leaf={leaf} />
              ))}
            </div>
          ) : null}
          {folders.map((folder) => (
            <section key={folder.identifier}>
              <h2 style={{ marginBottom: 12 }}>{folder.title}</h2>
              <div className={classes["tiles"]}>
                {folder.children.map((leaf) => (
                  <Tile key={leaf.identifier} leaf={leaf} />
                ))}
              </div>
            </section>
          ))}
        </div>
      )}
    </div>
  );
}
