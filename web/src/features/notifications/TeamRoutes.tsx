import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readTeamRoute, saveTeamRoute } from "@/api/notifications";
import { ErrorNote } from "@/components/ErrorState";
import { FormDialog } from "@/components/FormDialog";
import { TeamName } from "@/components/TeamMark";
import { say } from "@/components/toast";
import { useSession } from "@/lib/session";

function RouteDialog({ team, told, onClose }: { team: string; told: string; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [slack, setSlack] = useState("");
  const [webhook, setWebhook] = useState("");
  const [language, setLanguage] = useState(told);
  const save = async () => {
    await saveTeamRoute(team, { slack: slack.trim(), webhook: webhook.trim(), language });
    await client.invalidateQueries({ queryKey: ["team-route", team] });
    say(t("notifications.saved"));
  };
  return (
    <FormDialog title={t("notifications.routeTitle", { team })} action={t("common.save")} ready onSubmit={save} onClose={onClose}>
      <p className="quiet">{t("notifications.routeHelp")}</p>
      <TextInput label={t("notifications.slack")} description={t("notifications.slackHelp")} placeholder={t("notifications.slackExample")} value={slack} data-autofocus onChange={(event) => setSlack(event.currentTarget.value)} />
      <TextInput label={t("notifications.webhook")} description={t("notifications.webhookHelp")} placeholder={t("notifications.webhookExample")} value={webhook} onChange={(event) => setWebhook(event.currentTarget.value)} />
      <Select
        label={t("notifications.teamLanguage")}
        allowDeselect={false}
        data={[
          { value: "en", label: t("user.languages.en") },
          { value: "ko", label: t("user.languages.ko") },
        ]}
        value={language}
        onChange={(next) => setLanguage(next ?? told)}
      />
    </FormDialog>
  );
}

function Route({ team }: { team: string }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const { data, error, refetch } = useQuery({ queryKey: ["team-route", team], queryFn: () => readTeamRoute(team) });
  const stop = useMutation({ mutationFn: () => saveTeamRoute(team, {}), onSettled: () => client.invalidateQueries({ queryKey: ["team-route", team] }) });
  const ways = data ? [...(data.hasSlack ? ["Slack"] : []), ...(data.hasWebhook ? ["Webhook"] : [])] : [];
  return (
    <li>
      <div className="row">
        <TeamName name={team} />
        <span className="small quiet">{data ? ways.join(", ") || t("notifications.noRoute") : ""}</span>
        <span className="push row tight">
          {ways.length > 0 ? (
            <Button size="xs" loading={stop.isPending} onClick={() => stop.mutate()}>
              {t("notifications.stopRoute")}
            </Button>
          ) : null}
          <Button size="xs" onClick={() => setEditing(true)}>
            {t("notifications.setRoute")}
          </Button>
        </span>
      </div>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {editing ? <RouteDialog team={team} told={ways.length > 0 && data ? data.language : i18n.language.slice(0, 2)} onClose={() => setEditing(false)} /> : null}
    </li>
  );
}

/** Where my teams are told beside the inboxes of their people. */
export function TeamRoutes() {
  const { t } = useTranslation();
  const { user } = useSession();
  return (
    <section className="card" aria-label={t("notifications.teams")}>
      <header>
        <h2>{t("notifications.teams")}</h2>
      </header>
      {user.teams.length === 0 ? (
        <p className="in quiet">{t("notifications.noTeams")}</p>
      ) : (
        <ul className="list">
          {user.teams.map((team) => (
            <Route key={team} team={team} />
          ))}
        </ul>
      )}
    </section>
  );
}
