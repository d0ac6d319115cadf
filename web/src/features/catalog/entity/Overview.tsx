import { useTranslation } from "react-i18next";
import { Link } from "@tanstack/react-router";
import type { Blueprint, Entity, Related } from "@/api/types";
import { Ago } from "@/components/Ago";
import { PropertyValue } from "@/components/PropertyValue";
import { isLong, valueOf } from "@/lib/fields";
import type { Field } from "@/lib/fields";
import classes from "./Overview.module.css";

type Props = { blueprint: Blueprint; entity: Entity; fields: Field[]; related: Related[] | undefined };

function Rows({ fields, entity }: { fields: Field[]; entity: Entity }) {
  return (
    <dl className={classes["rows"]}>
      {fields.map((field) => (
        <div key={field.id}>
          <dt title={field.property?.description}>{field.title}</dt>
          <dd>
            <PropertyValue field={field} value={valueOf(entity, field)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function Overview({ blueprint, entity, fields, related }: Props) {
  const { t } = useTranslation();
  const plain = fields.filter((field) => field.kind === "property" && !isLong(field));
  const derived = fields.filter((field) => ["mirror", "calculation", "aggregation"].includes(field.kind) && !isLong(field));
  const long = fields.filter((field) => isLong(field) && field.format !== "markdown" && valueOf(entity, field) !== null);
  const relations = fields.filter((field) => field.kind === "relation");
  const incoming = (related ?? []).filter((one) => one.direction === "incoming" && one.count > 0);
  return (
    <div className="body">
      <div className="cols">
        <div className="stack s8">
          <section className="card">
            <header>
              <h2>{t("entity.properties")}</h2>
            </header>
            <div className="in">{plain.length > 0 ? <Rows fields={plain} entity={entity} /> : <p className="quiet">{t("entity.noProperties")}</p>}</div>
          </section>
          {long.map((field) => (
            <section key={field.id} className="card">
              <header>
                <h2>{field.title}</h2>
              </header>
              <pre className={classes["code"]} tabIndex={0}>
                {typeof valueOf(entity, field) === "string" ? String(valueOf(entity, field)) : JSON.stringify(valueOf(entity, field), null, 2)}
              </pre>
            </section>
          ))}
        </div>
        <div className="stack s4">
          <section className="card">
            <header>
              <h2>{t("entity.relations")}</h2>
              <Link
                className="link small push"
                to="/catalog/$blueprint/$entity"
                params={{ blueprint: blueprint.identifier, entity: entity.identifier }}
                search={{ tab: "related", show: "graph" }}
              >
                {t("entity.openGraph")}
              </Link>
            </header>
            <div className="in">
              {relations.length === 0 && incoming.length === 0 ? <p className="quiet">{t("entity.noRelations")}</p> : null}
              <Rows fields={relations} entity={entity} />
              {incoming.length > 0 ? (
                <dl className={classes["rows"]}>
                  {incoming.map((one) => (
                    <div key={`${one.blueprint}.${one.relation}`}>
                      <dt>{one.title}</dt>
                      <dd>
                        <Link
                          className="link"
                          to="/catalog/$blueprint/$entity"
                          params={{ blueprint: blueprint.identifier, entity: entity.identifier }}
                          search={{ tab: "related", rel: `in.${one.blueprint}.${one.relation}` }}
                        >
                          {t("entity.pointHere", { count: one.count })}
                        </Link>
                      </dd>
                    </div>
                  ))}
                </dl>
              ) : null}
            </div>
          </section>
          {derived.length > 0 ? (
            <section className="card">
              <header>
                <h2>{t("entity.derived")}</h2>
              </header>
              <div className="in">
                <Rows fields={derived} entity={entity} />
              </div>
            </section>
          ) : null}
          <section className="card">
            <header>
              <h2>{t("entity.about")}</h2>
            </header>
            <div className="in">
              <dl className={classes["rows"]}>
                <div>
                  <dt>{t("field.createdAt")}</dt>
                  <dd>
                    <Ago at={entity.createdAt} /> <span className="quiet">{entity.createdBy}</span>
                  </dd>
                </div>
                <div>
                  <dt>{t("field.updatedAt")}</dt>
                  <dd>
                    <Ago at={entity.updatedAt} /> <span className="quiet">{entity.updatedBy}</span>
                  </dd>
                </div>
              </dl>
            </div>
          </section>
        </div>
      </div>
    </div>
  );
}
