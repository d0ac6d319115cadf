import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { observeResource } from "@/api/resources";
import type { Resource } from "@/api/resources";
import { Ago } from "@/components/Ago";
import { ErrorNote } from "@/components/ErrorState";
import { TeamMark } from "@/components/TeamMark";
import { money } from "@/lib/amounts";
import { ResourceStateBadge } from "./ResourceStateBadge";
import { useOwns } from "./useOwns";
import classes from "./Resource.module.css";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What a resource is, where, whose and what it costs; and a look at it on its server now. */
export function FactsCard({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const owns = useOwns(resource.team);
  const look = useMutation({ mutationFn: () => observeResource(resource.identifier), onSettled: () => client.invalidateQueries({ queryKey: ["entity", "resource", resource.identifier] }) });
  return (
    <section className="card">
      <header>
        <h2>{resource.typeTitle}</h2>
        <ResourceStateBadge resource={resource} />
        {owns ? (
          <span className="push">
            <Button size="xs" leftSection={<IconRefresh size={14} stroke={1.5} />} loading={look.isPending} onClick={() => look.mutate()}>
              {t("resources.look")}
            </Button>
          </span>
        ) : null}
      </header>
      <div className="in stack" style={{ gap: 16 }}>
        <ErrorNote error={look.error} />
        <dl className={classes["facts"]}>
          <Fact name={t("resources.environment")}>{resource.environment}</Fact>
          <Fact name={t("resources.server")}>{resource.server}</Fact>
          <Fact name={t("resources.team")}>
            <span className="badge">
              <TeamMark name={resource.team} />
              {resource.team}
            </span>
          </Fact>
          {resource.service ? (
            <Fact name={t("resources.service")}>
              <Link className="link" to="/catalog/$blueprint/$entity" params={{ blueprint: "service", entity: resource.service }}>
                {resource.service}
              </Link>
            </Fact>
          ) : null}
          {resource.monthly !== null && resource.currency ? (
            <Fact name={t("resources.price")}>{money(resource.monthly, resource.currency)}</Fact>
          ) : null}
          {resource.expiresAt ? (
            <Fact name={t("resources.ends")}>
              <Ago at={resource.expiresAt} />{" "}
              <Link className="link small" to="/self-service/$action" params={{ action: "extend_resource" }} search={{ entity: resource.identifier }}>
                {t("resources.extend")}
              </Link>
            </Fact>
          ) : null}
          <Fact name={t("resources.seen")}>{resource.observedAt ? <Ago at={resource.observedAt} /> : t("resources.never")}</Fact>
        </dl>
      </div>
    </section>
  );
}
