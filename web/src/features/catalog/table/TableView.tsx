import { Button } from "@mantine/core";
import { IconPlus, IconSearchOff, IconTable } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { patchEntity } from "@/api/entities";
import type { Blueprint, Entity, EntityDraft } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Guard } from "@/components/Guard";
import { LiveMark } from "@/components/LiveMark";
import { PageHead } from "@/components/PageHead";
import { ShowSwitch } from "@/components/ShowSwitch";
import { titleOf } from "@/lib/blueprints";
import { useNouns } from "@/lib/catalogTree";
import { useRights } from "@/lib/rights";
import type { TableSearch } from "@/lib/search";
import { formatNumber } from "@/lib/time";
import { useFields } from "@/lib/useFields";
import { DeleteDialog } from "../DeleteDialog";
import { EntityDrawer } from "../form/EntityDrawer";
import { BulkBar } from "./BulkBar";
import { BulkEditDialog } from "./BulkEditDialog";
import { ExportMenu } from "./ExportMenu";
import { FilterBar } from "./FilterBar";
import { Grid } from "./Grid";
import classes from "./Grid.module.css";
import { useLiveRows } from "./useLiveRows";
import { useRows, useSections } from "./useRows";
import { useSelection } from "./useSelection";
import { useTableView } from "./useTableView";
import { ViewTabs } from "./ViewTabs";
import { ColumnsMenu, DensitySwitch, GroupMenu, SortMenu } from "./ViewMenus";

const TableGraph = lazy(() => import("./TableGraph").then((module) => ({ default: module.TableGraph })));

type Opened = { kind: "edit"; entity: Entity } | { kind: "delete"; ids: string[]; title: string } | { kind: "bulk"; ids: string[] } | null;

const noneClosed: ReadonlySet<string> = new Set();

export function TableView({ blueprint }: { blueprint: Blueprint }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/catalog/$blueprint" });
  const search = useSearch({ from: "/inside/catalog/$blueprint" });
  const fields = useFields(blueprint);
  const control = useTableView(blueprint, fields);
  const { view, change } = control;
  const [closed, setClosed] = useState(noneClosed);
  const [opened, setOpened] = useState<Opened>(null);
  const nouns = useNouns(blueprint);
  const rights = useRights(blueprint);
  const sections = useSections(blueprint.identifier, view, fields, closed);
  const rows = useRows(blueprint.identifier, view, fields, sections.group, sections.sections);
  const total = sections.total ?? 0;
  const selection = useSelection(() => [...rows.loaded.values()].flat(), total);
  const live = useLiveRows(blueprint.identifier, rows.replaceInPlace);
  const graph = search.show === "graph";
  const filtered = view.q !== "" || (view.filter?.rules.length ?? 0) > 0;

  const toggleGroup = useCallback((key: string) => {
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const settle = () => {
    live.settle();
    void rows.reload();
  };
  const save = async (entity: Entity, part: Partial<EntityDraft>) => {
    const saved = await patchEntity(blueprint.identifier, entity.identifier, part, entity.version);
    rows.replaceInPlace([{ ...saved, relations: { ...entity.relations, ...saved.relations } }]);
    live.mark(entity.identifier);
  };
  const askCreate = (on: boolean) => void navigate({ search: (before: TableSearch) => ({ ...before, create: on ? true : undefined }), replace: !on });
  const create = (
    <Guard allowed={rights.create} why={t("rights.noCreate", { what: nouns.many })}>
      <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => askCreate(true)}>
        {t("catalog.create", { what: nouns.one })}
      </Button>
    </Guard>
  );
  const error = sections.error ?? rows.error;

  return (
    <div className="stretch">
      <PageHead
        title={nouns.heading}
        lead={blueprint.description}
        mark={<LiveMark live={live} onShow={settle} />}
        actions={
          <>
            <ExportMenu blueprint={blueprint.identifier} view={view} />
            {create}
          </>
        }
      />
      <ViewTabs blueprint={blueprint.identifier} title={t("view.all", { what: nouns.many })} total={sections.total} control={control} />
      <div className="toolbar">
        <FilterBar blueprint={blueprint.identifier} fields={fields} view={view} onChange={change} />
        <div className="row push">
          {graph ? null : (
            <>
              <GroupMenu fields={fields} view={view} onChange={change} />
              <SortMenu fields={fields} view={view} onChange={change} />
              <ColumnsMenu fields={fields} view={view} onChange={change} onReset={control.dirty ? () => control.openView(control.current?.identifier) : null} />
              <DensitySwitch view={view} onChange={change} />
            </>
          )}
          <ShowSwitch graph={graph} onChange={(on) => void navigate({ search: (before: TableSearch) => ({ ...before, show: on ? "graph" : undefined }) })} />
        </div>
      </div>
      {error ? (
        <ErrorState error={error} onRetry={settle} />
      ) : graph ? (
        <Suspense fallback={<div className="stretch" />}>
          <TableGraph blueprint={blueprint} view={view} />
        </Suspense>
      ) : !sections.isPending && total === 0 ? (
        filtered ? (
          <EmptyState
            icon={<IconSearchOff size={20} stroke={1.5} />}
            title={t("table.nothingMatches")}
            why={t("table.nothingMatchesWhy")}
            action={<Button onClick={() => change({ q: "", filter: undefined })}>{t("table.clearFilters")}</Button>}
          />
        ) : (
          <EmptyState icon={<IconTable size={20} stroke={1.5} />} title={t("table.emptyTitle", { what: nouns.many })} why={t("table.emptyWhy")} action={create} />
        )
      ) : (
        <>
          <Grid
            blueprint={blueprint.identifier}
            label={nouns.heading}
            nounOf={nouns.of}
            fields={fields}
            view={view}
            group={sections.group}
            lines={rows.lines}
            total={total}
            rights={rights}
            fresh={live.fresh}
            selection={selection}
            entityAt={rows.entityAt}
            onSeen={rows.setSeen}
            onToggleGroup={toggleGroup}
            onChangeView={change}
            onSave={save}
            onOpenForm={(entity) => setOpened({ kind: "edit", entity })}
            onDelete={(entity) => setOpened({ kind: "delete", ids: [entity.identifier], title: titleOf(entity) })}
          />
          <div className={classes["foot"]}>
            {sections.total === undefined ? null : <span>{t("table.showing", { shown: formatNumber(Math.min(rows.lines.rows, total)), total: formatNumber(total), what: nouns.of(total) })}</span>}
            {sections.group ? <span className="push">{t("table.groups", { count: sections.sections.length })}</span> : null}
          </div>
        </>
      )}
      <BulkBar
        blueprint={blueprint.identifier}
        view={view}
        total={total}
        selection={selection}
        rights={rights}
        onEdit={() => setOpened({ kind: "bulk", ids: [...selection.ids] })}
        onDelete={() => setOpened({ kind: "delete", ids: [...selection.ids], title: nouns.heading })}
      />
      {(search.create && rights.create) || opened?.kind === "edit" ? (
        <EntityDrawer
          blueprint={blueprint}
          rights={rights}
          entity={opened?.kind === "edit" ? opened.entity : undefined}
          onClose={() => (opened ? setOpened(null) : askCreate(false))}
          onSaved={() => {
            if (opened) setOpened(null);
            else askCreate(false);
            settle();
          }}
        />
      ) : null}
      {opened?.kind === "delete" ? (
        <DeleteDialog
          blueprint={blueprint.identifier}
          identifiers={opened.ids}
          title={opened.title}
          onClose={() => setOpened(null)}
          onDone={() => {
            selection.clear();
            settle();
          }}
        />
      ) : null}
      {opened?.kind === "bulk" ? <BulkEditDialog blueprint={blueprint} fields={fields} identifiers={opened.ids} onClose={() => setOpened(null)} onDone={settle} /> : null}
    </div>
  );
}
