import { Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ActionPermissions } from "@/api/selfservice";
import { JsonField } from "@/components/JsonField";
import { WhoFields } from "../permissions/WhoFields";
import { put } from "./draft";
import type { Part } from "./draft";
import { useField } from "./fields";
import classes from "./Actions.module.css";

type Props = { draft: Part; permissions: ActionPermissions; onChange: (draft: Part) => void; onPermissions: (permissions: ActionPermissions) => void };

function May({ part, permissions, onPermissions }: Pick<Props, "permissions" | "onPermissions"> & { part: keyof ActionPermissions }) {
  const { t } = useTranslation();
  const { policy, ...block } = permissions[part];
  const field = useField(`${part}.policy`);
  const [open, setOpen] = useState(policy !== undefined);
  return (
    <div className={classes[part === "execute" ? "fields" : "group"]} role="group" aria-label={t(`actions.may.${part}`)}>
      <div>
        <h3>{t(`actions.may.${part}`)}</h3>
        <p className="small quiet">{t(`actions.mayHelp.${part}`)}</p>
      </div>
      <WhoFields block={block} always={["Admin"]} owned={part === "execute"} onChange={(next) => onPermissions({ ...permissions, [part]: { ...permissions[part], ...next } })} />
      {open || field.error ? (
        <JsonField
          {...field}
          label={t(`actions.policy.${part}`)}
          description={t(`actions.policyHelp.${part}`)}
          value={policy}
          onChange={(next) => onPermissions({ ...permissions, [part]: next === undefined ? block : { ...permissions[part], policy: next } })}
        />
      ) : (
        <div>
          <button type="button" className="link-button small" onClick={() => setOpen(true)}>
            {t("actions.addPolicy")}
          </button>
        </div>
      )}
    </div>
  );
}

/** Who may ask for it, who may approve it, and who reads its runs. */
export function WhoCard({ draft, permissions, onChange, onPermissions }: Props) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-label={t("actions.who")}>
      <header>
        <h2>{t("actions.who")}</h2>
      </header>
      <div className={`in ${classes["fields"]}`}>
        <May part="execute" permissions={permissions} onPermissions={onPermissions} />
        <May part="approve" permissions={permissions} onPermissions={onPermissions} />
        <div className={classes["group"]}>
          <Switch label={t("actions.anyoneReads")} description={t("actions.anyoneReadsHelp")} checked={draft["allowAnyoneToViewRuns"] !== false} onChange={(event) => onChange(put(draft, { allowAnyoneToViewRuns: event.currentTarget.checked }))} />
        </div>
      </div>
    </section>
  );
}
