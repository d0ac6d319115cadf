import { Button, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { checkRule, createRule, deleteRule, readRuleVersions, replaceRule } from "@/api/policy";
import type { Effect, Rule, WrittenRule } from "@/api/policy";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ErrorNote } from "@/components/ErrorState";
import { FormDialog } from "@/components/FormDialog";
import { PageHead } from "@/components/PageHead";
import { VersionsCard } from "@/components/VersionsCard";
import { say, sayError } from "@/components/toast";
import { useUnsavedGuard } from "@/lib/useUnsavedGuard";
import { BackTestCard } from "./BackTestCard";
import { ScopeFields } from "./ScopeFields";
import { VariablesHelp } from "./VariablesHelp";

type Props = { rule: Rule; written: Pick<WrittenRule, "version" | "createdAt" | "createdBy" | "updatedAt" | "updatedBy"> | undefined };

const effects: Effect[] = ["DENY", "REQUIRE_APPROVAL", "WARN"];

const suggest = (title: string) => title.trim().toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 100);

/** Writes a rule, checked while it is typed and tried on what was asked for before. */
export function RuleEditor({ rule, written }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useState(rule);
  const [tried, setTried] = useState(false);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<"save" | "delete" | null>(null);
  const [reason, setReason] = useState("");
  const [saved, setSaved] = useState(false);
  const sent = useMemo((): Rule => ({ ...draft, identifier: draft.identifier || suggest(draft.title) || "rule" }), [draft]);
  const [checked] = useDebouncedValue(sent, 250);
  const { data: problems = [], error } = useQuery({ queryKey: ["rules", "check", checked], queryFn: ({ signal }) => checkRule(checked, signal), placeholderData: keepPreviousData, gcTime: 10_000 });
  const dirty = JSON.stringify(draft) !== JSON.stringify(rule);
  useUnsavedGuard(dirty && !saved);
  const problemOf = (path: string) => (tried || touched.has(path) ? problems.find((one) => one.path === path || one.path.startsWith(`${path}.`))?.message : undefined);
  const set = (change: Partial<Rule>) => setDraft((before) => ({ ...before, ...change }));
  const touch = (path: string) => () => setTouched((before) => new Set(before).add(path));
  const save = async () => {
    setSaved(true);
    try {
      if (written) await replaceRule(rule.identifier, sent, reason);
      else await createRule(sent);
    } catch (failure) {
      setSaved(false);
      throw failure;
    }
    await client.invalidateQueries({ queryKey: ["rules"] });
    say(t("policy.saved", { title: sent.title }));
    if (!written) return () => void navigate({ to: "/builder/policy/$rule", params: { rule: sent.identifier } });
    return undefined;
  };
  const askToSave = async () => {
    setTried(true);
    const found = await client.fetchQuery({ queryKey: ["rules", "check", sent], queryFn: ({ signal }) => checkRule(sent, signal), retry: false }).catch(sayError);
    if (found?.length === 0) setAsking("save");
  };
  return (
    <div className="stretch">
      <PageHead
        title={written ? rule.title : t("policy.newRule")}
        lead={written ? t("policy.versionOf", { version: written.version, by: written.updatedBy }) : t("policy.newLead")}
        lined
        actions={
          <>
            {written ? (
              <Button variant="danger" onClick={() => setAsking("delete")}>
                {t("common.delete")}
              </Button>
            ) : null}
            <Button variant="filled" disabled={!dirty} onClick={() => void askToSave()}>
              {written ? t("common.save") : t("policy.create")}
            </Button>
          </>
        }
      />
      <div className="body">
        <div className="cols">
          <section className="card s8" aria-label={t("policy.rule")}>
            <div className="dialog">
              <TextInput label={t("policy.title")} description={t("policy.titleHelp")} required value={draft.title} error={problemOf("title")} onBlur={touch("title")} onChange={(event) => set({ title: event.currentTarget.value })} />
              <TextInput
                label={t("field.identifier")}
                disabled={written !== undefined}
                placeholder={suggest(draft.title)}
                value={draft.identifier}
                error={problemOf("identifier")}
                onBlur={touch("identifier")}
                styles={{ input: { fontFamily: "var(--mono)", fontSize: 12 } }}
                onChange={(event) => set({ identifier: event.currentTarget.value })}
              />
              <Textarea
                label={t("policy.when")}
                description={t("policy.whenHelp")}
                required
                autosize
                minRows={3}
                value={draft.when}
                error={problemOf("when")}
                onBlur={touch("when")}
                styles={{ input: { fontFamily: "var(--mono)", fontSize: 12, fontVariantLigatures: "none" } }}
                onChange={(event) => set({ when: event.currentTarget.value })}
              />
              <Select label={t("policy.effect")} required allowDeselect={false} data={effects.map((value) => ({ value, label: t(`policy.does.${value}`) }))} value={draft.effect} onChange={(value) => set({ effect: value as Effect })} />
              <ScopeFields rule={draft} problemOf={problemOf} onChange={set} />
              <Textarea label={t("policy.message")} description={t("policy.messageHelp")} required autosize minRows={2} value={draft.message} error={problemOf("message")} onBlur={touch("message")} onChange={(event) => set({ message: event.currentTarget.value })} />
              <Textarea label={t("common.description")} description={t("policy.descriptionHelp")} autosize minRows={1} value={draft.description ?? ""} onChange={(event) => set({ description: event.currentTarget.value || undefined } as Partial<Rule>)} />
              <Switch label={t("policy.enabled")} checked={draft.enabled !== false} onChange={(event) => set({ enabled: event.currentTarget.checked })} />
              <ErrorNote error={error} />
            </div>
          </section>
          <div className="stack s4">
            <BackTestCard rule={sent} ready={problems.length === 0 && checked === sent} />
            <VariablesHelp />
            {written ? <VersionsCard of={["rules", "versions", rule.identifier]} read={() => readRuleVersions(rule.identifier)} /> : null}
          </div>
        </div>
      </div>
      {asking === "save" ? (
        <FormDialog title={written ? t("policy.saveTitle") : t("policy.create")} action={written ? t("common.save") : t("policy.create")} ready={!written || reason.trim() !== ""} onSubmit={save} onClose={() => setAsking(null)}>
          {written ? <Textarea data-autofocus label={t("policy.reason")} description={t("policy.reasonHelp")} required maxLength={500} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} /> : <p>{t("policy.countsAtOnce")}</p>}
        </FormDialog>
      ) : null}
      {asking === "delete" ? (
        <ConfirmDialog
          title={t("policy.deleteTitle", { title: rule.title })}
          action={t("common.delete")}
          onConfirm={async () => {
            setSaved(true);
            await deleteRule(rule.identifier);
            await navigate({ to: "/builder/policy" });
            for (const part of ["one", "versions"]) client.removeQueries({ queryKey: ["rules", part, rule.identifier] });
            await client.invalidateQueries({ queryKey: ["rules"] });
          }}
          onClose={() => setAsking(null)}
        >
          <p>{t("policy.deleteWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
