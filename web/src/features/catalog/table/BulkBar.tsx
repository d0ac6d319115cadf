import { Button } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { searchEntities } from "@/api/entities";
import { Guard } from "@/components/Guard";
import { sayError } from "@/components/toast";
import type { Rights } from "@/lib/rights";
import { formatNumber } from "@/lib/time";
import classes from "./Grid.module.css";
import type { Selection } from "./useSelection";
import type { TableView } from "./view";

type Props = { blueprint: string; view: TableView; total: number; selection: Selection; rights: Rights; onEdit: () => void; onDelete: () => void };

async function everyIdentifier(blueprint: string, view: TableView): Promise<string[]> {
  const all: string[] = [];
  let from: string | undefined;
  do {
    const page = await searchEntities(blueprint, {
      query: view.filter && view.filter.rules.length > 0 ? view.filter : undefined,
      search: view.q || undefined,
      include: ["identifier"],
      limit: 1000,
      from,
    });
    all.push(...page.entities.map((entity) => entity.identifier));
    from = page.next ?? undefined;
  } while (from);
  return all;
}

export function BulkBar({ blueprint, view, total, selection, rights, onEdit, onDelete }: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const count = selection.ids.size;
  if (count === 0) return null;
  const all = async () => {
    setBusy(true);
    try {
      selection.set(await everyIdentifier(blueprint, view));
    } catch (error) {
      sayError(error);
    }
    setBusy(false);
  };
  return (
    <div className={classes["bulk"]} role="toolbar" aria-label={t("bulk.title")}>
      <span className="strong" style={{ padding: "0 8px" }} role="status">
        {t("bulk.selected", { count, formatted: formatNumber(count) })}
      </span>
      {count < total ? (
        <Button size="xs" variant="subtle" loading={busy} onClick={() => void all()}>
          {t("bulk.all", { total: formatNumber(total) })}
        </Button>
      ) : null}
      <hr />
      <Guard allowed={rights.editSome} why={t("rights.noEdit")}>
        <Button size="xs" variant="subtle" leftSection={<IconPencil size={16} stroke={1.5} />} onClick={onEdit}>
          {t("bulk.edit")}
        </Button>
      </Guard>
      <Guard allowed={rights.removeSome} why={t("rights.noRemove")}>
        <Button size="xs" variant="subtle" leftSection={<IconTrash size={16} stroke={1.5} />} onClick={onDelete}>
          {t("common.delete")}
        </Button>
      </Guard>
      <hr />
      <Button size="xs" variant="subtle" onClick={selection.clear}>
        {t("bulk.clear")} <kbd style={{ marginLeft: 8 }}>{t("keys.escape.keys")}</kbd>
      </Button>
    </div>
  );
}
