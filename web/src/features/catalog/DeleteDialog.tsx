import { Checkbox, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteEntities, readDependents, restoreEntities } from "@/api/entities";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EntityLink } from "@/components/EntityLink";
import { say, sayError, sayWithUndo } from "@/components/toast";
import { blueprintsQuery, titleOf } from "@/lib/blueprints";
import { forgetRecent } from "@/lib/recents";

type Props = { blueprint: string; identifiers: string[]; title: string; onClose: () => void; onDone: () => void };

const looked = 20;

/** Shows what else points at the things to delete, deletes, and offers to bring them back. */
export function DeleteDialog({ blueprint, identifiers, title, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [along, setAlong] = useState(false);
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const dependents = useQuery({
    queryKey: ["dependents", blueprint, identifiers.slice(0, looked)],
    queryFn: async () => (await Promise.all(identifiers.slice(0, looked).map((id) => readDependents(blueprint, id)))).flat(),
  });
  const required = (dependents.data ?? []).some((one) => one.required);
  const refresh = () => {
    onDone();
    return Promise.all([
      client.invalidateQueries({ queryKey: ["rows", blueprint] }),
      client.invalidateQueries({ queryKey: ["counts"] }), client.invalidateQueries({ queryKey: ["related"] })]);
  };
  const remove = async () => {
    const deleted = await deleteEntities(blueprint, identifiers, along);
    deleted.forEach((identifier) => forgetRecent(blueprint, identifier));
    await refresh();
    const undo = async () => {
      try {
        await restoreEntities(blueprint, deleted);
        await refresh();
        say(t("delete.restored", { count: deleted.length }));
      } catch (error) {
        sayError(error);
      }
    };
    sayWithUndo(t("delete.done", { count: deleted.length, title }), () => void undo());
  };
  const nameOf = (id: string) => {
    const found = blueprints.find((one) => one.identifier === id);
    return found ? titleOf(found) : id;
  };
  return (
    <ConfirmDialog title={t("delete.title", { count: identifiers.length, title })} action={t("delete.action", { count: identifiers.length })} onConfirm={remove} onClose={onClose}>
      <p>{t("delete.what")}</p>
      {dependents.isPending ? <Skeleton height={48} /> : null}
      {(dependents.data ?? []).length > 0 ? (
        <div className="note warn">
          <div>
            <h3>{t("delete.dependents")}</h3>
            <ul>
              {dependents.data?.map((one, index) => (
                <li key={`${index}-${one.blueprint}-${one.relation}`}>
                  {t("delete.dependent", { count: one.count, blueprint: nameOf(one.blueprint), relation: one.relation })}{" "}
                  {one.sample.map((sample, at) => (
                    <span key={sample.identifier}>
                      {at > 0 ? ", " : ""}
                      <EntityLink blueprint={one.blueprint} identifier={sample.identifier} title={sample.title} />
                    </span>
                  ))}
                  {one.count > one.sample.length ? "…" : ""}
                </li>
              ))}
            </ul>
          </div>
        </div>
      ) : dependents.isSuccess ? (
        <p className="quiet">{t("delete.noDependents")}</p>
      ) : null}
      {required ? <Checkbox label={t("delete.along")} checked={along} onChange={(event) => setAlong(event.currentTarget.checked)} /> : null}
    </ConfirmDialog>
  );
}
