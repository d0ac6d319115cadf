import { NumberInput, PasswordInput, SegmentedControl, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { putEnvironment } from "@/api/deliveries";
import type { Environment, PreviewLimits } from "@/api/deliveries";
import { FormDialog } from "@/components/FormDialog";

const lastPosition = 1000;
const usualPreviews: PreviewLimits = { domain: null, hours: 72, most: 5 };
const named = /^[a-z0-9]([-a-z0-9]{0,28}[a-z0-9])?$/;

type Props = { environment: Environment | null; all: Environment[]; onSaved: () => Promise<unknown>; onClose: () => void };

/** Makes an environment, or changes it. Its cluster is asked before anything is kept. */
export function EnvironmentDialog({ environment, all, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Environment>(() => environment ?? { name: "", title: "", position: Math.min(lastPosition, Math.max(0, ...all.map((one) => one.position)) + 1), promotesFrom: all.at(-1)?.name ?? null, previews: null, cluster: null });
  const [token, setToken] = useState("");
  const [left, setLeft] = useState(false);
  const change = (part: Partial<Environment>) => setDraft((before) => ({ ...before, ...part }));
  const { cluster, previews } = draft;
  const setPreviews = (part: Partial<PreviewLimits>) => previews && change({ previews: { ...previews, ...part } });
  const setCluster = (part: Partial<NonNullable<Environment["cluster"]>>) => cluster && change({ cluster: { ...cluster, ...part } });
  const isNewCluster = !environment?.cluster;
  const isTaken = environment === null && all.some((one) => one.name === draft.name);
  const isWrong = draft.name !== "" && (!named.test(draft.name) || isTaken);
  const ready = draft.name !== "" && !isWrong && draft.title.trim() !== "" && (!cluster || (cluster.url.trim() !== "" && cluster.namespace.trim() !== "" && (!isNewCluster || token !== "")));
  const save = async () => {
    await putEnvironment({ ...draft, title: draft.title.trim(), previews: previews && { ...previews, domain: previews.domain?.trim() || null }, cluster: cluster ? { ...cluster, url: cluster.url.trim(), certificate: cluster.certificate?.trim() || null, token: token || null } : null });
    await onSaved();
  };
  return (
    <FormDialog title={environment ? environment.title : t("environments.add")} action={t(cluster ? "environments.testAndSave" : environment ? "common.save" : "environments.addAction")} ready={ready} onSubmit={save} onClose={onClose}>
      <TextInput
        label={t("common.name")}
        description={t("environments.nameHelp")}
        required
        maxLength={22}
        disabled={environment !== null}
        value={draft.name}
        error={left && isWrong ? t(isTaken ? "environments.nameTaken" : "environments.nameWrong", { name: draft.name }) : undefined}
        data-autofocus={environment === null || undefined}
        autoComplete="off"
        onBlur={() => setLeft(true)}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput label={t("environments.titleOf")} required maxLength={60} value={draft.title} onChange={(event) => change({ title: event.currentTarget.value })} />
      <Select
        label={t("environments.promotesFrom")}
        description={t("environments.promotesFromHelp")}
        placeholder={t("environments.fromBuilds")}
        clearable
        data={all.filter((one) => one.name !== draft.name).map((one) => ({ value: one.name, label: one.title }))}
        value={draft.promotesFrom}
        onChange={(next) => change({ promotesFrom: next })}
      />
      <NumberInput label={t("environments.position")} description={t("environments.positionHelp")} required min={1} max={lastPosition} allowDecimal={false} value={draft.position} onChange={(next) => change({ position: Number(next) || 1 })} />
      <Switch label={t("environments.previews")} description={t("environments.previewsHelp")} checked={previews !== null} onChange={(event) => change({ previews: event.currentTarget.checked ? usualPreviews : null })} />
      {previews ? (
        <>
          <TextInput label={t("environments.previewDomain")} description={t("environments.previewDomainHelp")} maxLength={200} spellCheck={false} autoComplete="off" value={previews.domain ?? ""} onChange={(event) => setPreviews({ domain: event.currentTarget.value })} />
          <NumberInput label={t("environments.previewHours")} description={t("environments.previewHoursHelp")} required min={1} max={336} allowDecimal={false} value={previews.hours} onChange={(next) => setPreviews({ hours: Number(next) || 1 })} />
          <NumberInput label={t("environments.previewMost")} required min={1} max={100} allowDecimal={false} value={previews.most} onChange={(next) => setPreviews({ most: Number(next) || 1 })} />
        </>
      ) : null}
      <div>
        <p className="strong" aria-hidden="true" style={{ marginBottom: 4 }}>
          {t("environments.target")}
        </p>
        <SegmentedControl
          fullWidth
          role="radiogroup"
          aria-label={t("environments.target")}
          value={cluster ? "cluster" : "commits"}
          onChange={(next) => change({ cluster: next === "cluster" ? (environment?.cluster ?? { url: "", certificate: null, namespace: "default" }) : null })}
          data={[
            { value: "commits", label: t("environments.commitsOnly") },
            { value: "cluster", label: t("environments.cluster") },
          ]}
        />
        <p className="small quiet" style={{ marginTop: 4 }}>
          {t(cluster ? "environments.clusterHelp" : "environments.commitsHelp")}
        </p>
      </div>
      {cluster ? (
        <>
          <TextInput label={t("environments.url")} description={t("environments.urlHelp")} required type="url" maxLength={500} value={cluster.url} onChange={(event) => setCluster({ url: event.currentTarget.value })} />
          <Textarea label={t("environments.certificate")} description={t("environments.certificateHelp")} autosize minRows={2} maxRows={8} maxLength={20_000} spellCheck={false} value={cluster.certificate ?? ""} onChange={(event) => setCluster({ certificate: event.currentTarget.value })} />
          <TextInput label={t("environments.namespace")} description={t("environments.namespaceHelp")} required maxLength={63} value={cluster.namespace} onChange={(event) => setCluster({ namespace: event.currentTarget.value })} />
          <PasswordInput
            label={t("environments.token")}
            description={t(isNewCluster ? "environments.tokenHelp" : "environments.tokenKept")}
            required={isNewCluster}
            autoComplete="new-password"
            maxLength={10_000}
            value={token}
            visibilityToggleButtonProps={{ "aria-label": t("request.showSecret") }}
            onChange={(event) => setToken(event.currentTarget.value)}
          />
        </>
      ) : null}
    </FormDialog>
  );
}
