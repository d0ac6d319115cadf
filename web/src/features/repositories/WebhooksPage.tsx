import { Button, Checkbox, Switch, TextInput } from "@mantine/core";
import { IconLock, IconPlus, IconWebhook } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addWebhook, changeWebhook, listWebhooks, removeWebhook, testWebhook, webhookEvents } from "@/api/webhooks";
import type { Webhook, WebhookEvent } from "@/api/webhooks";
import type { Repository } from "@/api/repositories";
import { Ago } from "@/components/Ago";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote, ErrorState } from "@/components/ErrorState";
import { FormDialog } from "@/components/FormDialog";
import { PlainTable } from "@/components/PlainTable";
import { RevealOnce } from "@/components/RevealOnce";
import { RowActions } from "@/components/RowActions";
import { keyOf, useRepository } from "./useRepository";
import { WebhookDeliveries } from "./WebhookDeliveries";

type Opened = { kind: "add" } | { kind: "secret"; value: string } | { kind: "remove"; webhook: Webhook } | null;

function AddDialog({ repository, onAdded, onClose }: { repository: Repository; onAdded: (secret: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<string[]>(["PUSH"]);
  const add = async () => {
    const { secret } = await addWebhook(repository, { url: url.trim(), events: events as WebhookEvent[] });
    await client.invalidateQueries({ queryKey: [...keyOf(repository), "webhooks"] });
    return () => onAdded(secret);
  };
  return (
    <FormDialog title={t("webhooks.add")} action={t("webhooks.add")} ready={url.trim() !== "" && events.length > 0} onSubmit={add} onClose={onClose}>
      <TextInput label={t("webhooks.url")} description={t("webhooks.urlHelp")} type="url" maxLength={2000} value={url} data-autofocus onChange={(event) => setUrl(event.currentTarget.value)} />
      <Checkbox.Group label={t("webhooks.told")} value={events} onChange={setEvents}>
        <div className="stack" style={{ gap: 8, marginTop: 8 }}>
          {webhookEvents.map((one) => (
            <Checkbox key={one} value={one} label={t(`webhooks.events.${one}`)} />
          ))}
        </div>
      </Checkbox.Group>
    </FormDialog>
  );
}

type RowProps = { repository: Repository; webhook: Webhook; labels: string[]; chosen: boolean; onRemove: () => void };

function Row({ repository, webhook, labels, chosen, onRemove }: RowProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate({ from: "/repositories/$owner/$name/settings/webhooks" });
  const refresh = () => client.invalidateQueries({ queryKey: [...keyOf(repository), "webhooks"] });
  const turn = useMutation({ mutationFn: (active: boolean) => changeWebhook(repository, webhook.id, { active }), onSuccess: refresh });
  const test = useMutation({
    mutationFn: () => testWebhook(repository, webhook.id),
    onSuccess: async () => {
      await refresh();
      await navigate({ search: { webhook: webhook.id } });
    },
  });
  return (
    <>
      <td>
        <Link to="/repositories/$owner/$name/settings/webhooks" params={{ owner: repository.owner, name: repository.name }} search={{ webhook: webhook.id }} className={chosen ? "strong" : "link strong"}>
          {webhook.host}
        </Link>
        <ErrorNote error={turn.error ?? test.error} />
      </td>
      <td data-label={labels[1]}>{webhook.events.map((one) => t(`webhooks.events.${one}`)).join(", ")}</td>
      <td data-label={labels[2]}>
        <Switch aria-label={t("webhooks.activeNamed", { host: webhook.host })} checked={webhook.active} disabled={turn.isPending} onChange={(event) => turn.mutate(event.currentTarget.checked)} />
      </td>
      <td data-label={labels[3]} className="muted">
        <div>
          {webhook.createdBy} · <Ago at={webhook.createdAt} />
        </div>
      </td>
      <RowActions name={webhook.host} onRemove={onRemove}>
        <Button size="xs" disabled={!webhook.active} loading={test.isPending} onClick={() => test.mutate()}>
          {t("webhooks.test")}
        </Button>
      </RowActions>
    </>
  );
}

/** Who outside is told of the repository, for those who maintain it. */
export function WebhooksPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const repository = useRepository();
  const { webhook: chosen } = useSearch({ from: "/inside/repositories/$owner/$name/settings/webhooks" });
  const [opened, setOpened] = useState<Opened>(null);
  const { data: webhooks, error, refetch } = useQuery({ queryKey: [...keyOf(repository), "webhooks"], queryFn: () => listWebhooks(repository), enabled: repository.mayMaintain });
  const shown = webhooks?.find((one) => one.id === chosen);
  const columns = [t("webhooks.host"), t("webhooks.told"), t("webhooks.active"), t("common.created"), t("common.actions")];
  if (!repository.mayMaintain) {
    return (
      <div className="body narrow-page">
        <div className="note">
          <IconLock size={16} stroke={1.5} aria-hidden="true" />
          <p>{t("webhooks.notMaintainer", { team: repository.owner })}</p>
        </div>
      </div>
    );
  }
  if (error && !webhooks) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setOpened({ kind: "add" })}>
      {t("webhooks.add")}
    </Button>
  );
  return (
    <div className="body">
      <section className="card" aria-labelledby="webhooks">
        <header className="wrap">
          <h2 id="webhooks">{t("webhooks.title")}</h2>
          {webhooks?.length ? <span className="push">{add}</span> : null}
        </header>
        {webhooks?.length === 0 ? (
          <EmptyState icon={<IconWebhook size={20} stroke={1.5} />} title={t("webhooks.none")} why={t("webhooks.noneWhy")} action={add} />
        ) : (
          <PlainTable
            label={t("webhooks.title")}
            columns={columns}
            items={webhooks}
            keyOf={(one) => one.id}
            lastRight
            row={(one) => <Row repository={repository} webhook={one} labels={columns} chosen={one.id === chosen} onRemove={() => setOpened({ kind: "remove", webhook: one })} />}
          />
        )}
      </section>
      {shown ? <WebhookDeliveries repository={repository} webhook={shown} /> : null}
      {opened?.kind === "add" ? <AddDialog repository={repository} onAdded={(value) => setOpened({ kind: "secret", value })} onClose={() => setOpened(null)} /> : null}
      {opened?.kind === "secret" ? <RevealOnce title={t("webhooks.added")} why={t("webhooks.secretWhy")} values={[{ label: t("webhooks.secret"), value: opened.value }]} onClose={() => setOpened(null)} /> : null}
      {opened?.kind === "remove" ? (
        <ConfirmDialog
          title={t("webhooks.removeNamed", { host: opened.webhook.host })}
          action={t("common.remove")}
          onConfirm={async () => {
            const { id } = opened.webhook;
            await client.cancelQueries({ queryKey: [...keyOf(repository), "webhooks", id] });
            await removeWebhook(repository, id);
            // nobody asks for what it was told any more
            client.setQueryData<Webhook[]>([...keyOf(repository), "webhooks"], (all) => all?.filter((one) => one.id !== id));
            await client.invalidateQueries({ queryKey: [...keyOf(repository), "webhooks"], exact: true });
          }}
          onClose={() => setOpened(null)}
        >
          <p>{t("webhooks.removeWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
