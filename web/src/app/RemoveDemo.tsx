import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { removeDemo } from "@/api/imports";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { say } from "@/components/toast";
import { blueprintsQuery, countsQuery, titleOf } from "@/lib/blueprints";
import { pluralOf } from "@/lib/plural";
import { sessionQuery } from "@/lib/session";
import { formatNumber } from "@/lib/time";

/** Says what goes with the demo organisation before it goes. */
export function RemoveDemo({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const { data: counts = {} } = useQuery({ ...countsQuery, staleTime: 0 });
  const lost = blueprints.filter((one) => one["x-demo"] === true);
  const remove = async () => {
    await removeDemo();
    await client.refetchQueries({ queryKey: sessionQuery.queryKey });
    await client.invalidateQueries();
    say(t("demo.removed"));
  };
  return (
    <ConfirmDialog title={t("demo.removeTitle")} action={t("demo.remove")} onConfirm={remove} onClose={onClose}>
      <p>{t("demo.removeWhy")}</p>
      <div className="note warn">
        <dl className="dl" aria-label={t("demo.lost")}>
          {lost.map((one) => (
            <div key={one.identifier} style={{ display: "contents" }}>
              <dt>{pluralOf(titleOf(one))}</dt>
              <dd>{formatNumber(counts[one.identifier] ?? 0)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </ConfirmDialog>
  );
}
