import { Button } from "@mantine/core";
import { IconBoltOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { readAction } from "@/api/selfservice";
import type { Action } from "@/api/selfservice";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { EmptyState } from "@/components/EmptyState";
import { EntityPicker } from "@/components/EntityPicker";
import { PageBones } from "@/components/PageBones";
import { ErrorState } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { titleOf, useBlueprint } from "@/lib/blueprints";
import { AsCommand } from "./AsCommand";
import { RequestForm } from "./RequestForm";
import { VerdictPanel } from "./VerdictPanel";
import { isAbout, useRequest } from "./useRequest";
import classes from "@/components/actionForm/ActionForm.module.css";

function Subject({ action, entity }: { action: Action; entity: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/self-service/$action" });
  const identifier = action.trigger.blueprintIdentifier!;
  const { blueprint } = useBlueprint(identifier);
  const title = blueprint ? titleOf(blueprint) : identifier;
  return (
    <div className={classes["section"]}>
      <EntityPicker
        blueprint={identifier}
        label={title}
        description={t("request.subjectHelp")}
        required
        value={entity ? [entity] : []}
        onChange={([next]) => void navigate({ search: (before) => ({ ...before, entity: next }), replace: true })}
      />
    </div>
  );
}

function Request({ action }: { action: Action }) {
  const { t } = useTranslation();
  const { entity, set } = useSearch({ from: "/inside/self-service/$action" });
  const request = useRequest(action, entity, set);
  const [command, setCommand] = useState(false);
  const { trigger } = action;
  const isChosen = !isAbout(action) || entity !== undefined;
  const title = titleOf(action);
  return (
    <div className="stretch">
      <PageHead
        title={title}
        lead={action.description}
        lined
        crest={<BlueprintIcon name={action.icon} fallback={trigger.blueprintIdentifier ?? action.identifier} size={20} />}
        actions={<Button onClick={() => setCommand(true)}>{t("request.asCommand")}</Button>}
      />
      <div className="body">
        <div className="cols">
          <section className="card s8" aria-label={title}>
            {isAbout(action) ? <Subject action={action} entity={entity} /> : null}
            {isChosen ? <RequestForm action={action} entity={entity} request={request} /> : <p className={`quiet ${classes["section"]}`}>{t("request.chooseFirst")}</p>}
          </section>
          {isChosen ? (
            <div className={`stack s4 ${classes["side"]}`}>
              <VerdictPanel request={request} />
            </div>
          ) : null}
        </div>
      </div>
      {command ? <AsCommand action={action} entity={entity} values={request.shown} onClose={() => setCommand(false)} /> : null}
    </div>
  );
}

/** The form of an action, with what the rules say of it while it is filled in. */
export function RequestPage() {
  const { t } = useTranslation();
  const params = useParams({ from: "/inside/self-service/$action" });
  const { entity } = useSearch({ from: "/inside/self-service/$action" });
  const { data: action, error, refetch } = useQuery({ queryKey: ["action", params.action], queryFn: () => readAction(params.action) });
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState
        alone
        icon={<IconBoltOff size={20} stroke={1.5} />}
        title={t("request.gone", { identifier: params.action })}
        why={t("request.goneWhy")}
        action={
          <Button component={Link} to="/self-service" variant="filled">
            {t("request.toAll")}
          </Button>
        }
      />
    );
  }
  if (error) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!action) {
    return <PageBones />;
  }
  return <Request key={`${action.identifier}/${entity ?? ""}`} action={action} />;
}
