import { ActionIcon, Menu, Modal, SegmentedControl, TextInput } from "@mantine/core";
import { IconDots, IconLock, IconPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createPage, deletePage, patchPage } from "@/api/pages";
import { DialogFoot } from "@/components/DialogFoot";
import { ErrorNote } from "@/components/ErrorState";
import { say, sayError } from "@/components/toast";
import { pagesQuery } from "@/lib/blueprints";
import { useSession } from "@/lib/session";
import { formatNumber } from "@/lib/time";
import type { ViewControl } from "./useTableView";
import { widgetOf } from "./view";

type Props = { blueprint: string; title: string; total: number | undefined; control: ViewControl };

function SaveViewDialog({ blueprint, control, onClose }: Omit<Props, "title" | "total"> & { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [title, setTitle] = useState("");
  const [visibility, setVisibility] = useState<"org" | "private">("private");
  const save = useMutation({
    mutationFn: () =>
      createPage({ type: "blueprint-entities", blueprint, parent: control.page?.identifier ?? blueprint, title: title.trim(), visibility, widgets: [widgetOf(control.view)] }),
    onSuccess: async (identifier) => {
      await client.invalidateQueries({ queryKey: pagesQuery.queryKey });
      control.openView(identifier);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t("view.save")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim()) save.mutate();
        }}
      >
        <div className="dialog">
          <p className="muted">{t("view.what")}</p>
          <TextInput label={t("common.name")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus maxLength={60} />
          <SegmentedControl
      role="radiogroup"
            aria-label={t("view.who")}
            value={visibility}
            onChange={(value) => setVisibility(value as "org" | "private")}
            data={[{ value: "private", label: t("view.private") }, { value: "org", label: t("view.shared") }]}
          />
          <ErrorNote error={save.error} />
        </div>
        <DialogFoot action={t("view.save")} ready={title.trim() !== ""} busy={save.isPending} onCancel={onClose} />
      </form>
    </Modal>
  );
}

function CurrentViewMenu({ control }: { control: ViewControl }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { user } = useSession();
  const { current } = control;
  if (!current || !(user.roles.includes("Admin") || !current.createdBy || current.createdBy === user.email)) return null;
  const refresh = () => client.invalidateQueries({ queryKey: pagesQuery.queryKey });
  const act = async (work: () => Promise<unknown>, done: string, leave: boolean) => {
    try {
      await work();
      await refresh();
      control.openView(leave ? undefined : current.identifier);
      say(done);
    } catch (error) {
      sayError(error);
    }
  };
  const other = current.visibility === "private" ? "org" : "private";
  return (
    <Menu position="bottom-start" width={224}>
      <Menu.Target>
        <ActionIcon size="mini" aria-label={t("view.menu")}>
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!control.dirty} onClick={() => void act(() => patchPage(current.identifier, { widgets: [widgetOf(control.view)] }), t("view.updated"), false)}>
          {t("view.update")}
        </Menu.Item>
        <Menu.Item onClick={() => void act(() => patchPage(current.identifier, { visibility: other }), t("view.updated"), false)}>
          {t(other === "org" ? "view.share" : "view.unshare")}
        </Menu.Item>
        <Menu.Item data-danger="true" onClick={() => void act(() => deletePage(current.identifier), t("view.deleted"), true)}>
          {t("view.delete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The blueprint's own view, the saved ones, and a way to keep what is on the screen. */
export function ViewTabs({ blueprint, title, total, control }: Props) {
  const { t } = useTranslation();
  const [saving, setSaving] = useState(false);
  const { saved, current, dirty, openView } = control;
  return (
    <nav className="tabs" aria-label={t("view.tabs")}>
      <button type="button" aria-current={current ? undefined : "page"} onClick={() => openView(undefined)}>
        {title} {current || total === undefined ? null : <span className="tally">{formatNumber(total)}</span>}
      </button>
      {saved.map((page) => {
        const here = page.identifier === current?.identifier;
        return (
          <button key={page.identifier} type="button" aria-current={here ? "page" : undefined} onClick={() => openView(page.identifier)}>
            {page.visibility === "private" ? <IconLock size={14} stroke={1.5} aria-label={t("view.private")} /> : null}
            {page.title}
            {here && total !== undefined ? <span className="tally">{formatNumber(total)}</span> : null}
          </button>
        );
      })}
      <CurrentViewMenuSlot control={control} />
      <button type="button" onClick={() => setSaving(true)}>
        <IconPlus size={14} stroke={1.5} />
        {t("view.save")}
      </button>
      {dirty ? (
        <button type="button" className="quiet" onClick={() => openView(current?.identifier)}>
          {t("table.resetView")}
        </button>
      ) : null}
      {saving ? <SaveViewDialog blueprint={blueprint} control={control} onClose={() => setSaving(false)} /> : null}
    </nav>
  );
}

function CurrentViewMenuSlot({ control }: { control: ViewControl }) {
  if (!control.current) return null;
  return (
    <span style={{ padding: 0, marginLeft: -4 }}>
      <CurrentViewMenu control={control} />
    </span>
  );
}
