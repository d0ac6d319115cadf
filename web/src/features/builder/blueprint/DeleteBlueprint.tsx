import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { deleteBlueprint, deleteBlueprintWithEntities, readMigration } from "@/api/blueprints";
import type { Blueprint } from "@/api/types";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { say } from "@/components/toast";
import { countsQuery, titleOf } from "@/lib/blueprints";
import { formatNumber } from "@/lib/time";

const running = ["PENDING", "INITIALIZING", "RUNNING"];

async function untilDone(migration: string) {
  for (;;) {
    const { status } = await readMigration(migration);
    if (!running.includes(status)) {
      if (status !== "COMPLETED") throw new Error(status);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** There is no way back from this, so the name is asked for. */
export function DeleteBlueprint({ blueprint, onClose }: { blueprint: Blueprint; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: counts } = useQuery(countsQuery);
  const count = counts?.[blueprint.identifier] ?? 0;
  const remove = async () => {
    if (count > 0) await untilDone(await deleteBlueprintWithEntities(blueprint.identifier));
    else await deleteBlueprint(blueprint.identifier);
    await navigate({ to: "/builder" });
    await Promise.all(["blueprints", "pages", "counts", "sidebar"].map((key) => client.invalidateQueries({ queryKey: [key] })));
    say(t("blueprint.deleted", { title: titleOf(blueprint) }));
  };
  return (
    <ConfirmDialog title={t("blueprint.deleteTitle", { title: titleOf(blueprint) })} action={t("blueprint.delete")} typeName={blueprint.identifier} onConfirm={remove} onClose={onClose}>
      <p>{t(count > 0 ? "blueprint.deleteWhy" : "blueprint.deleteEmptyWhy", { count, formatted: formatNumber(count) })}</p>
    </ConfirmDialog>
  );
}
