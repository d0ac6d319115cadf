import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listResourceUses } from "@/api/deliveries";
import type { Resource } from "@/api/resources";
import { ErrorNote } from "@/components/ErrorState";
import { PlainTable } from "@/components/PlainTable";

/** Which services reach a resource, and by which secret of their cluster. */
export function UsesCard({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  const { data, error } = useQuery({ queryKey: ["entity", "resource", resource.identifier, "uses"], queryFn: () => listResourceUses(resource.id) });
  return (
    <section className="card" aria-busy={!data && !error}>
      <header>
        <h2>{t("resources.uses")}</h2>
        {data?.next ? <span className="push small quiet">{t("resources.usesMore", { count: data.uses.length })}</span> : null}
      </header>
      {error ? (
        <div className="in">
          <ErrorNote error={error} />
        </div>
      ) : null}
      {data?.uses.length === 0 ? <p className="in quiet">{t("resources.usesNone")}</p> : null}
      {data && data.uses.length > 0 ? (
        <PlainTable
          label={t("resources.uses")}
          columns={[t("resources.usesService"), t("resources.role"), t("resources.usesSecret")]}
          items={data.uses}
          keyOf={(one) => `${one.service} ${one.secret}`}
          row={(one) => (
            <>
              <td>
                <Link to="/deliveries/$service" params={{ service: one.service }}>
                  {one.service}
                </Link>
              </td>
              <td data-label={t("resources.role")}>{one.role}</td>
              <td data-label={t("resources.usesSecret")}>
                <code>{`${one.namespace}/${one.secret}`}</code>
              </td>
            </>
          )}
        />
      ) : null}
    </section>
  );
}
