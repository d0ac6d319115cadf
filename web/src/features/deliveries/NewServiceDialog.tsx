import { NumberInput, Select, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listTeams } from "@/api/access";
import { addDelivery } from "@/api/deliveries";
import type { Json } from "@/api/types";
import { FormDialog } from "@/components/FormDialog";
import { useIsAdmin, useSession } from "@/lib/session";
import classes from "./Deliveries.module.css";

const lowestPort = 1024;
const highestPort = 65_535;
const named = /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/;
const cores = /^([0-9]{1,6}m|[0-9]{1,3}(\.[0-9]{1,3})?)$/;
const amount = /^[1-9][0-9]{0,6}(Ki|Mi|Gi|Ti|k|M|G|T)$/;
const route = /^\/[!-~]{0,250}$/;

type Draft = { name: string; team: string; repository: string; image: string; port: number | string; health: string; cpu: string; memory: string };

/** What is left empty is left to the layers below. */
function valuesOf(draft: Draft): Record<string, Json> {
  return {
    kind: "service",
    image: { repository: draft.image.trim() },
    ...(typeof draft.port === "number" ? { port: draft.port } : {}),
    ...(draft.health ? { health: { path: draft.health } } : {}),
    ...(draft.cpu ? { cpu: draft.cpu } : {}),
    ...(draft.memory ? { memory: draft.memory } : {}),
  };
}

type Props = { team: string | undefined; onClose: () => void };

/** Takes a service into delivery with the values that every service needs. */
export function NewServiceDialog({ team, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const admin = useIsAdmin();
  const mine = useSession().user.teams;
  const { data: all = [] } = useQuery({ queryKey: ["teams"], queryFn: listTeams, enabled: admin, staleTime: 60_000 });
  const teams = [...new Set([...mine, ...(admin ? all.map((one) => one.name) : [])])];
  const [draft, setDraft] = useState<Draft>({ name: "", team: team ?? "", repository: "", image: "", port: 8080, health: "/health", cpu: "250m", memory: "512Mi" });
  const [left, setLeft] = useState<ReadonlySet<keyof Draft>>(new Set());
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const wrong: Partial<Record<keyof Draft, boolean>> = {
    name: draft.name !== "" && !named.test(draft.name),
    health: draft.health !== "" && !route.test(draft.health),
    cpu: draft.cpu !== "" && !cores.test(draft.cpu),
    memory: draft.memory !== "" && !amount.test(draft.memory),
  };
  const ready = draft.name !== "" && draft.team !== "" && draft.image.trim() !== "" && !Object.values(wrong).includes(true);
  const field = (name: Exclude<keyof Draft, "port" | "team">) => ({
    label: t(`deliveries.new.${name}`),
    description: t(`deliveries.new.${name}Help`),
    error: left.has(name) && wrong[name] ? t(`deliveries.new.${name as "name" | "health" | "cpu" | "memory"}Wrong`) : undefined,
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
    onBlur: () => setLeft((before) => new Set(before).add(name)),
  });
  const save = async () => {
    const service = await addDelivery({ name: draft.name, team: draft.team, repository: draft.repository.trim() || null, values: valuesOf(draft) });
    await client.invalidateQueries({ queryKey: ["deliveries"] });
    // With the first service come the actions about services.
    await client.invalidateQueries({ queryKey: ["cards"] });
    return () => void navigate({ to: "/deliveries/$service", params: { service: service.name } });
  };
  return (
    <FormDialog title={t("deliveries.add")} action={t("deliveries.addAction")} ready={ready} onSubmit={save} onClose={onClose}>
      <TextInput {...field("name")} required maxLength={40} data-autofocus autoComplete="off" />
      <Select label={t("deliveries.team")} description={t("deliveries.new.teamHelp")} required data={teams} value={draft.team || null} searchable={teams.length > 8} onChange={(next) => change({ team: next ?? "" })} />
      <TextInput {...field("repository")} maxLength={300} />
      <TextInput {...field("image")} required maxLength={250} />
      <div className={classes["pair"]}>
        <NumberInput label={t("deliveries.new.port")} description={t("deliveries.new.portHelp")} min={lowestPort} max={highestPort} hideControls thousandSeparator={false} allowDecimal={false} value={draft.port} onChange={(port) => change({ port })} />
        <TextInput {...field("health")} maxLength={250} />
      </div>
      <div className={classes["pair"]}>
        <TextInput {...field("cpu")} maxLength={8} />
        <TextInput {...field("memory")} maxLength={10} />
      </div>
    </FormDialog>
  );
}
