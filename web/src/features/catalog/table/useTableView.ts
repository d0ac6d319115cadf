import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { Blueprint, Page } from "@/api/types";
import { pagesQuery } from "@/lib/blueprints";
import { isBlueprintPage } from "@/lib/catalogTree";
import type { Field } from "@/lib/fields";
import type { TableSearch } from "@/lib/search";
import { savedViewOf, searchFrom, viewFrom } from "./view";
import type { TableView } from "./view";

const none: Page[] = [];

export type ViewControl = {
  view: TableView;
  change: (change: Partial<TableView>) => void;
  /** The page of the blueprint, and the views saved below it. */
  page: Page | undefined;
  saved: Page[];
  current: Page | undefined;
  /** Whether the address says something else than the saved view. */
  dirty: boolean;
  openView: (identifier: string | undefined) => void;
};

export function useTableView({ identifier: blueprint, ownership }: Blueprint, fields: Field[]): ViewControl {
  const search = useSearch({ from: "/inside/catalog/$blueprint" });
  const navigate = useNavigate({ from: "/catalog/$blueprint" });
  const owned = Boolean(ownership);
  const { data: pages = none } = useQuery(pagesQuery);
  const own = useMemo(() => pages.filter((page) => page.type === "blueprint-entities" && page.blueprint === blueprint), [pages, blueprint]);
  const page = own.find((one) => isBlueprintPage(one, pages));
  const saved = useMemo(() => own.filter((one) => !isBlueprintPage(one, pages)), [own, pages]);
  const current = saved.find((one) => one.identifier === search.view);
  const basis = current ?? page;
  const view = useMemo(() => viewFrom(search, savedViewOf(basis), fields, owned), [search, basis, fields, owned]);

  const change = useCallback(
    (part: Partial<TableView>) => {
      const next = searchFrom(part);
      void navigate({ search: (before: TableSearch) => ({ ...before, ...next }), replace: "q" in part || "columns" in part });
    },
    [navigate],
  );
  const openView = useCallback(
    (identifier: string | undefined) => void navigate({ search: (before: TableSearch) => ({ view: identifier, show: before.show }) }),
    [navigate],
  );
  const { q, filter, sort, group, cols, density } = search;
  const dirty = [q, filter, sort, group, cols, density].some((one) => one !== undefined);
  return { view, change, page, saved, current, dirty, openView };
}
