import { useTranslation } from "react-i18next";
import { Link } from "@tanstack/react-router";
import type { ResourceLine } from "@/api/resources";
import { Ago } from "@/components/Ago";
import { PlainTable } from "@/components/PlainTable";
import { TeamMark } from "@/components/TeamMark";
import { measured, money, percent } from "@/lib/amounts";
import { DriftBadge, ResourceStateBadge } from "./ResourceStateBadge";
import { ResourceMenu } from "./ResourceMenu";
import { useTypeTitle } from "./useTypes";
import classes from "./Resource.module.css";

/** What it takes up, and which share of what was asked for that is. */
function Use({ resource }: { resource: ResourceLine }) {
  const { t } = useTranslation();
  const size = Object.entries(resource.measures).find(([metric]) => metric.endsWith("Bytes"));
  if (!size && resource.used === null) return "–";
  return (
    <>
      {size ? measured(size[0], size[1]) : null}
      {resource.used === null ? null : <div className="small quiet">{t("resources.used", { share: percent(resource.used) })}</div>}
    </>
  );
}

function Row({ resource, labels, withServer }: { resource: ResourceLine; labels: string[]; withServer: boolean }) {
  const titleOf = useTypeTitle();
  const [, state, team, environment, use, price, ends] = labels;
  return (
    <>
      <td className={classes["name"]}>
        <Link className="link strong cut" title={resource.name} to="/catalog/$blueprint/$entity" params={{ blueprint: "resource", entity: resource.identifier }}>
          {resource.name}
        </Link>
        <div className="small quiet cut">{titleOf(resource.type)}</div>
      </td>
      <td data-label={state}>
        <div>
          <div className="row tight wrap">
            <ResourceStateBadge resource={resource} />
            {resource.drifted ? <DriftBadge /> : null}
          </div>
          {resource.complaint ? (
            <p className={`small quiet ${classes["complaint"]}`} title={resource.complaint}>
              {resource.complaint}
            </p>
          ) : null}
        </div>
      </td>
      <td data-label={team}>
        <span className="state">
          <TeamMark name={resource.team} />
          {resource.team}
        </span>
      </td>
      <td data-label={environment}>
        <div>
          {resource.environment}
          {withServer ? <div className="small quiet">{resource.server}</div> : null}
        </div>
      </td>
      <td data-label={use} className={classes["number"]}>
        <div>
          <Use resource={resource} />
        </div>
      </td>
      <td data-label={price} className={classes["number"]}>
        {resource.monthly !== null && resource.currency ? money(resource.monthly, resource.currency) : "–"}
      </td>
      <td data-label={ends} className={`muted ${classes["number"]}`}>
        {resource.expiresAt ? <Ago at={resource.expiresAt} /> : "–"}
      </td>
      <td className={classes["menu"]}>
        <ResourceMenu resource={resource} />
      </td>
    </>
  );
}

type Props = { label: string; resources: ResourceLine[] | undefined; /** For those to whom it matters where they are. */ withServer?: boolean };

/** Resources in lines: how each is, what it takes up and costs, and what can be done with it. */
export function ResourceTable({ label, resources, withServer = false }: Props) {
  const { t } = useTranslation();
  const labels = [t("resources.resource"), t("resources.stateTitle"), t("resources.team"), t("resources.environment"), t("resources.size"), t("resources.price"), t("resources.ends"), t("common.actions")];
  return <PlainTable label={label} columns={labels} items={resources} keyOf={(one) => one.id} numbers={[4, 5, 6]} lastRight row={(one) => <Row resource={one} labels={labels} withServer={withServer} />} />;
}
