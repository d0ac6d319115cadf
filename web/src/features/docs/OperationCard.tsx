import { IconChevronRight } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import classes from "./Api.module.css";
import { curl, schemaOf } from "./openapi";
import type { Operation } from "./openapi";
import { Limits, SchemaTree, useTypeName } from "./SchemaTree";

const tones: Record<string, string> = { GET: "", DELETE: "bad" };
const permissions = ["NONE", "MEMBER", "WRITE_ENTITIES", "MANAGE_BLUEPRINTS", "MANAGE_PAGES", "MANAGE_PEOPLE", "MANAGE_ORGANIZATION"] as const;

function Parameters({ operation }: { operation: Operation }) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  return (
    <ul className={`${classes["tree"]} ${classes["flat"]}`}>
      {operation.parameters?.map((one) => (
        <li key={`${one.in} ${one.name}`}>
          <div className={classes["field"]}>
            <code className="strong">{one.name}</code>
            <span className="small muted">{typeName(one.schema)}</span>
            <span className="small quiet">{t(`api.in.${one.in}`)}</span>
            {one.required ? <span className="small" style={{ color: "var(--warn)" }}>{t("api.required")}</span> : null}
          </div>
          {one.description ? <p className={`small muted ${classes["under"]}`}>{one.description}</p> : null}
          <div className={classes["under"]}>
            <Limits schema={one.schema} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Detail({ operation }: { operation: Operation }) {
  const { t } = useTranslation();
  const example = curl(operation, window.location.origin);
  const body = schemaOf(operation.requestBody);
  const permission = permissions.find((one) => one === operation["x-requires"]);
  return (
    <div className={classes["detail"]}>
      <div className={classes["words"]}>
        {operation.description ? <p>{operation.description}</p> : null}
        {permission ? (
          <p className="row wrap">
            <span className="quiet">{t("api.requires")}</span> {t(`api.permissions.${permission}`)} <code className="quiet">{permission}</code>
          </p>
        ) : null}
        {operation.parameters?.length ? (
          <section>
            <h3>{t("api.parameters")}</h3>
            <Parameters operation={operation} />
          </section>
        ) : null}
        {body ? (
          <section>
            <h3>{t("api.body")}</h3>
            <SchemaTree schema={body} />
          </section>
        ) : null}
        <section>
          <h3>{t("api.answers")}</h3>
          {Object.entries(operation.responses).map(([status, answer]) => {
            const schema = schemaOf(answer);
            return (
              <div key={status} className={classes["answer"]}>
                <p className="row tight">
                  <span className={`badge ${status.startsWith("2") ? "good" : "bad"}`}>{status === "default" ? t("api.otherwise") : status}</span>
                  <span className="muted">{answer.description}</span>
                </p>
                {schema ? <SchemaTree schema={schema} answer /> : null}
              </div>
            );
          })}
        </section>
      </div>
      <section className={classes["example"]}>
        <h3>{t("api.example")}</h3>
        <div className="code">
          <pre>{example}</pre>
          <CopyButton value={example} label={t("api.copyExample")} />
        </div>
        <p className="small quiet">{t("api.token")}</p>
      </section>
    </div>
  );
}

export function OperationCard({ operation, open, onToggle }: { operation: Operation; open: boolean; onToggle: () => void }) {
  const row = useRef<HTMLLIElement>(null);
  const shown = useRef(false);
  useEffect(() => {
    // An address that names an operation leads to it; one that is opened by hand stays where it is.
    if (open && !shown.current) row.current?.scrollIntoView({ block: "nearest" });
    shown.current = true;
  }, [open]);
  return (
    <li ref={row} id={operation.operationId}>
      <button type="button" className={classes["operation"]} aria-expanded={open} onClick={onToggle}>
        <span className={`badge ${tones[operation.method] ?? "accent"} ${classes["method"]}`}>{operation.method}</span>
        <code className="strong">{operation.path}</code>
        <span className={classes["summary"]}>{operation.summary}</span>
        <IconChevronRight size={16} stroke={1.5} aria-hidden="true" />
      </button>
      {open ? <Detail operation={operation} /> : null}
    </li>
  );
}
