import { MultiSelect, PasswordInput, Select, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeServer, connectServer, readServerKinds } from "@/api/resources";
import type { Server, ServerKind, WrittenServer } from "@/api/resources";
import type { Json } from "@/api/types";
import { FormDialog } from "@/components/FormDialog";
import { PropertyInput } from "@/components/PropertyInput";

const environments = ["development", "staging", "production"];
const empty: WrittenServer = { identifier: "", kind: "", title: "", environments: ["development"], region: "", settings: {} };

type FieldsProps = { kind: ServerKind; values: Record<string, Json>; isNew: boolean; onChange: (values: Record<string, Json>) => void };

/** What it takes to reach a server of a kind, as the server describes it. */
function Settings({ kind, values, isNew, onChange }: FieldsProps) {
  const { t } = useTranslation();
  return Object.entries(kind.properties).map(([name, property]) => {
    const set = (value: Json) => onChange({ ...values, [name]: value });
    const required = kind.required.includes(name);
    if (property.secret && property.multiline) {
      return (
        <Textarea
          key={name}
          label={property.title ?? name}
          description={isNew ? property.description : t("servers.secretKept")}
          required={required && isNew}
          autosize
          minRows={3}
          maxRows={12}
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { WebkitTextSecurity: "disc" } }}
          value={typeof values[name] === "string" ? values[name] : ""}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
    }
    if (property.secret) {
      return (
        <PasswordInput
          key={name}
          label={property.title ?? name}
          description={isNew ? property.description : t("servers.secretKept")}
          required={required && isNew}
          autoComplete="new-password"
          value={typeof values[name] === "string" ? values[name] : ""}
          visibilityToggleButtonProps={{ "aria-label": t("request.showSecret") }}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
    }
    return <PropertyInput key={name} id={name} property={property} value={values[name] ?? property.default} required={required} error={undefined} onChange={set} onBlur={() => undefined} />;
  });
}

type Props = { server: Server | null; onSaved: () => Promise<unknown>; onClose: () => void };

/** Connects a server, or changes how it is reached. It is tested before anything is kept. */
export function ServerDialog({ server, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const { data: known } = useQuery({ queryKey: ["resource-servers", "kinds"], queryFn: readServerKinds });
  const kinds = known?.kinds ?? {};
  const [draft, setDraft] = useState<WrittenServer>(() => (server ? { identifier: server.identifier, kind: server.kind, title: server.title, environments: server.environments, region: server.region, settings: server.settings } : empty));
  const change = (part: Partial<WrittenServer>) => setDraft((before) => ({ ...before, ...part }));
  const kind = kinds[draft.kind];
  const ready = draft.identifier !== "" && draft.title.trim() !== "" && draft.region !== "" && draft.environments.length > 0 && kind !== undefined;
  const save = async () => {
    const defaults = Object.fromEntries(Object.entries(kind?.properties ?? {}).flatMap(([name, property]) => (property.default === undefined ? [] : [[name, property.default]])));
    const written = { ...draft, settings: { ...defaults, ...draft.settings } };
    await (server ? changeServer(written) : connectServer(written));
    await onSaved();
  };
  return (
    <FormDialog title={server ? server.title : t("servers.connect")} action={t(server ? "servers.testAndSave" : "servers.testAndConnect")} ready={ready} onSubmit={save} onClose={onClose}>
      <Select label={t("servers.kind")} required data={Object.keys(kinds)} value={draft.kind || null} disabled={server !== null} onChange={(next) => change({ kind: next ?? "", settings: {} })} />
      <TextInput label={t("servers.name")} required maxLength={100} value={draft.title} onChange={(event) => change({ title: event.currentTarget.value })} />
      <TextInput label={t("servers.identifier")} description={t("servers.identifierHelp")} required maxLength={50} disabled={server !== null} value={draft.identifier} onChange={(event) => change({ identifier: event.currentTarget.value })} />
      <MultiSelect label={t("servers.serves")} required data={environments} value={draft.environments} onChange={(next) => change({ environments: next })} />
      <TextInput label={t("servers.region")} description={t("servers.regionHelp")} required maxLength={50} value={draft.region} onChange={(event) => change({ region: event.currentTarget.value })} />
      {kind ? <Settings kind={kind} values={draft.settings} isNew={server === null} onChange={(settings) => change({ settings })} /> : null}
    </FormDialog>
  );
}
