import { useTranslation } from "react-i18next";
import type { FieldChange, ObjectChange, ReleaseChanges } from "@/api/deliveries";
import type { Json } from "@/api/types";
import { formatNumber } from "@/lib/time";
import classes from "./Changes.module.css";

const marks = { ADDED: "+", REMOVED: "−", CHANGED: "~" } as const;

const shown = (value: Json) => (typeof value === "string" ? value : JSON.stringify(value));

function Side({ value, mark }: { value: Json; mark: "del" | "add" }) {
  if (value === null) return <td />;
  return (
    <td className={classes[mark]}>
      <span aria-hidden="true">{mark === "del" ? "−\u00a0" : "+\u00a0"}</span>
      {shown(value)}
    </td>
  );
}

function Fields({ object, fields }: { object: string; fields: FieldChange[] }) {
  const { t } = useTranslation();
  return (
    <div className={classes["scroll"]} tabIndex={0} role="region" aria-label={object}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("diff.what")}</th>
            <th scope="col">{t("diff.before")}</th>
            <th scope="col">{t("diff.after")}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.path}>
              <th scope="row">{field.path}</th>
              <Side value={field.before} mark="del" />
              <Side value={field.after} mark="add" />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ObjectLine({ change }: { change: ObjectChange }) {
  const { t } = useTranslation();
  return (
    <li data-state={change.state}>
      <div className={classes["object"]}>
        <span className={classes["mark"]} role="img" aria-label={t(`deliveries.change.${change.state}`)}>
          {marks[change.state]}
        </span>
        <code className="strong">{change.object}</code>
        {change.effect ? <span className="small quiet">{change.effect}</span> : null}
      </div>
      {change.fields.length > 0 ? <Fields object={change.object} fields={change.fields} /> : null}
    </li>
  );
}

/** What a release changed in a cluster, object by object. */
export function ChangesTable({ changes, isFirst }: { changes: ReleaseChanges; isFirst: boolean }) {
  const { t } = useTranslation();
  const { objects, unchanged } = changes;
  if (objects.length === 0) return <p className="muted">{t("deliveries.changedNothing")}</p>;
  return (
    <div className={classes["changes"]}>
      {isFirst ? <p className="small quiet">{t("deliveries.firstRelease")}</p> : null}
      <ul>
        {objects.map((change) => (
          <ObjectLine key={`${change.state} ${change.object}`} change={change} />
        ))}
      </ul>
      {unchanged > 0 ? <p className="small quiet">{t("deliveries.unchanged", { count: unchanged, number: formatNumber(unchanged) })}</p> : null}
    </div>
  );
}
