import { Button } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { patchBlueprintPermissions } from "@/api/blueprints";
import type { Blueprint, BlueprintPermissions, PermissionBlock } from "@/api/types";
import { ErrorNote } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { say } from "@/components/toast";
import { titleOf } from "@/lib/blueprints";
import { permissionsKey } from "@/lib/rights";
import { useFields } from "@/lib/useFields";
import { useUnsavedGuard } from "@/lib/useUnsavedGuard";
import { BlueprintTabs } from "../BlueprintTabs";
import { PartPermissions } from "./PartPermissions";
import { WhoFields } from "./WhoFields";

type Entities = BlueprintPermissions["entities"];

const actions = ["register", "update", "unregister"] as const;

/** Who may create, change and delete the entities of a blueprint, in whole or field by field. */
export function PermissionsEditor({ blueprint, saved }: { blueprint: Blueprint; saved: BlueprintPermissions }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fields = useFields(blueprint);
  const [draft, setDraft] = useState<Entities>(saved.entities);
  const dirty = JSON.stringify(draft) !== JSON.stringify(saved.entities);
  const save = useMutation({
    mutationFn: () => patchBlueprintPermissions(blueprint.identifier, { entities: draft }),
    onSuccess: (permissions) => {
      client.setQueryData(permissionsKey(blueprint.identifier), permissions);
      say(t("common.saved"));
    },
  });
  useUnsavedGuard(dirty && !save.isPending);
  const always = ["Admin", `${blueprint.identifier}-moderator`];
  const owned = Boolean(blueprint.ownership);
  const shared = { always, owned };
  const metas = fields.filter((field) => field.id in draft.updateProperties && field.id.startsWith("$")).map(({ id, title }) => ({ id, title }));
  const properties = fields.filter((field) => field.kind === "property").map(({ id, title }) => ({ id, title }));
  const relations = fields.filter((field) => field.kind === "relation").map(({ id, title }) => ({ id, title }));
  const setPart = (section: "updateProperties" | "updateRelations") => (id: string, block: PermissionBlock) => setDraft({ ...draft, [section]: { ...draft[section], [id]: block } });
  return (
    <div className="stretch">
      <PageHead
        title={titleOf(blueprint)}
        lead={t("permissions.lead")}
        actions={
          <>
            {dirty ? <span className="small quiet">{t("form.unsaved")}</span> : null}
            <Button variant="filled" disabled={!dirty} loading={save.isPending} onClick={() => save.mutate()}>
              {t("common.save")}
            </Button>
          </>
        }
      />
      <BlueprintTabs blueprint={blueprint.identifier} />
      <div className="body narrow-page">
        <ErrorNote error={save.error} />
        <div className="note">
          <IconShieldCheck size={16} stroke={1.5} />
          <p>{t("permissions.always", { blueprint: titleOf(blueprint) })}</p>
        </div>
        {actions.map((action) => (
          <section key={action} className="card" aria-label={t(`permissions.actions.${action}`)}>
            <header>
              <h2>{t(`permissions.actions.${action}`)}</h2>
            </header>
            <div className="in">
              <WhoFields block={draft[action]} {...shared} onChange={(block) => setDraft({ ...draft, [action]: block })} />
            </div>
          </section>
        ))}
        <PartPermissions title={t("permissions.properties")} help={t("permissions.partHelp")} parts={[...metas, ...properties]} blocks={draft.updateProperties} {...shared} onChange={setPart("updateProperties")} />
        {relations.length > 0 ? (
          <PartPermissions title={t("permissions.relations")} help={t("permissions.partHelp")} parts={relations} blocks={draft.updateRelations} {...shared} onChange={setPart("updateRelations")} />
        ) : null}
      </div>
    </div>
  );
}
