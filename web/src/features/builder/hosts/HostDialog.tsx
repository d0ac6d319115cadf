import { PasswordInput, SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hostKinds, putHost, waysIn } from "@/api/gitHosts";
import type { GitHost, HostKind, WayIn } from "@/api/gitHosts";
import { FormDialog } from "@/components/FormDialog";
import { AppFields, isWritten } from "./AppFields";

const named = /^[a-z][a-z0-9-]{0,38}$/;
const usual: Record<HostKind, string> = { GITHUB: "https://github.com", GITLAB: "https://gitlab.com" };

type Props = { host: GitHost | null; taken: string[]; onSaved: () => Promise<unknown>; onClose: () => void };

/** Connects a Git host, or changes how it is connected. It is asked as whom Fairway is signed in before anything is kept. */
export function HostDialog({ host, taken, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<HostKind>(host?.kind ?? "GITHUB");
  const [name, setName] = useState(host?.name ?? "");
  const [url, setUrl] = useState(host?.url ?? usual.GITHUB);
  const [wayIn, setWayIn] = useState<WayIn>(host?.signsInAs ?? "TOKEN");
  const [token, setToken] = useState("");
  const [app, setApp] = useState({ id: host?.appId ?? "", key: "" });
  const [secret, setSecret] = useState("");
  const [left, setLeft] = useState(false);
  const isTaken = host === null && taken.includes(name);
  const isWrong = name !== "" && (!named.test(name) || isTaken);
  const byApp = kind === "GITHUB" && wayIn === "APP";
  const isThere = host !== null && host.url === url.trim() && host.kind === kind;
  const keepsToken = isThere && host.signsInAs === "TOKEN";
  const keepsKey = isThere && host.appId === app.id;
  const ready = name !== "" && !isWrong && url.trim() !== "" && (byApp ? isWritten(app, keepsKey) : keepsToken || token !== "");
  const choose = (next: HostKind) => {
    if (url === usual[kind]) setUrl(usual[next]);
    setKind(next);
  };
  const save = async () => {
    const signIn = byApp ? { token: null, appId: app.id, privateKey: app.key || null } : { token: token || null, appId: null, privateKey: null };
    await putHost(name, { kind, url: url.trim(), ...signIn, webhookSecret: secret || null });
    await onSaved();
  };
  return (
    <FormDialog title={host ? host.name : t("gitHosts.add")} action={t("gitHosts.testAndSave")} ready={ready} onSubmit={save} onClose={onClose}>
      <SegmentedControl fullWidth role="radiogroup" aria-label={t("gitHosts.kind")} value={kind} data={hostKinds.map((one) => ({ value: one, label: t(`gitHosts.kinds.${one}`) }))} onChange={(next) => choose(next as HostKind)} />
      <TextInput
        label={t("common.name")}
        description={t("gitHosts.nameHelp")}
        required
        maxLength={39}
        disabled={host !== null}
        value={name}
        error={left && isWrong ? t(isTaken ? "gitHosts.nameTaken" : "gitHosts.nameWrong", { name }) : undefined}
        data-autofocus={host === null || undefined}
        autoComplete="off"
        onBlur={() => setLeft(true)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput label={t("gitHosts.url")} required type="url" maxLength={500} value={url} onChange={(event) => setUrl(event.currentTarget.value)} />
      {kind === "GITHUB" ? <SegmentedControl fullWidth role="radiogroup" aria-label={t("gitHosts.wayIn")} value={wayIn} data={waysIn.map((one) => ({ value: one, label: t(`gitHosts.waysIn.${one}`) }))} onChange={(next) => setWayIn(next as WayIn)} /> : null}
      {byApp ? (
        <AppFields app={app} keepsKey={keepsKey} onChange={setApp} />
      ) : (
        <PasswordInput
          label={t("gitHosts.token")}
          description={t(keepsToken ? "gitHosts.kept" : `gitHosts.tokenHelp.${kind}`)}
          required={!keepsToken}
          autoComplete="new-password"
          maxLength={1000}
          value={token}
          visibilityToggleButtonProps={{ "aria-label": t("request.showSecret") }}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
      )}
      <PasswordInput
        label={t("gitHosts.secret")}
        description={t(host?.takesWebhooks ? "gitHosts.kept" : "gitHosts.secretHelp")}
        autoComplete="new-password"
        maxLength={200}
        value={secret}
        visibilityToggleButtonProps={{ "aria-label": t("request.showSecret") }}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
