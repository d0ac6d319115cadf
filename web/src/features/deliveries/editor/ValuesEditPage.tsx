import { Button, SegmentedControl, Skeleton, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAdjustments, IconChevronRight, IconFileImport, IconRocket, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { previewValues, proposeValues, readValues } from "@/api/deliveries";
import type { EffectiveValues, Standings, ValuesDraft, ValuesOutlook } from "@/api/deliveries";
import type { Json } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote, ErrorState } from "@/components/ErrorState";
import { FormDialog } from "@/components/FormDialog";
import { PageBones } from "@/components/PageBones";
import { PageHead } from "@/components/PageHead";
import { money } from "@/lib/amounts";
import { standingsQuery } from "@/lib/deliveries";
import { useUnsavedGuard } from "@/lib/useUnsavedGuard";
import { ChangesTable } from "../ChangesTable";
import { EnvironmentPicker } from "../EnvironmentPicker";
import { Objections, Problems } from "../ValueNotes";
import { inheritedOf, overruledBy, sectionsOf, treeOf, valueAt } from "./draft";
import type { Changes, Section } from "./draft";
import { ScoreDialog } from "./ScoreDialog";
import { ValueField } from "./ValueField";
import classes from "./Editor.module.css";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

const pause = 400;

type Layer = "service" | "environment";

/** What a draft would make, as it is typed. */
function Outlook({ outlook, environment, isOld }: { outlook: ValuesOutlook; environment: string; isOld: boolean }) {
  const { t } = useTranslation();
  const { cost, problems, objections } = outlook;
  return (
    <div className={classes["side"]} aria-live="polite" aria-busy={isOld}>
      <Problems problems={problems} />
      <Objections objections={objections} />
      <section className="card" aria-label={t("deliveries.edit.effect", { environment })}>
        <header>
          <h2>{t("deliveries.edit.effect", { environment })}</h2>
          {cost && cost.after !== cost.before ? (
            <span className="push small">
              {money(cost.before, cost.currency)} → <strong>{money(cost.after, cost.currency)}</strong> {t("plan.aMonth")}
            </span>
          ) : null}
        </header>
        <div className="in">{problems.length > 0 ? <p className="muted">{t("deliveries.edit.nothingMade")}</p> : outlook.changes.objects.length === 0 ? <p className="muted">{t("deliveries.edit.noEffect")}</p> : <ChangesTable changes={outlook.changes} isFirst={false} />}</div>
      </section>
    </div>
  );
}

function ProposeDialog({ service, draft, onDone, onClose }: { service: string; draft: ValuesDraft; onDone: (number: number) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const [title, setTitle] = useState(t("deliveries.edit.proposalTitle", { service }));
  return (
    <FormDialog
      title={t("deliveries.edit.propose")}
      action={t("deliveries.edit.proposeAction")}
      ready={title.trim() !== ""}
      onSubmit={async () => {
        const number = await proposeValues(service, title.trim(), draft);
        return () => onDone(number);
      }}
      onClose={onClose}
    >
      <p className="muted">{t("deliveries.edit.proposeWhy")}</p>
      <TextInput label={t("deliveries.edit.title")} required maxLength={200} data-autofocus value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
    </FormDialog>
  );
}

type FormProps = { sections: Section[]; own: Record<string, Json>; changes: Changes; values: EffectiveValues; layer: Layer; errors: ReadonlyMap<string, string>; onChange: (pointer: string, value: Json) => void };

function ValuesForm({ sections, own, changes, values, layer, errors, onChange }: FormProps) {
  const { t } = useTranslation();
  const [part, setPart] = useState("");
  const [opened, setOpened] = useState<Record<string, boolean>>({ common: true });
  const origins = useMemo(() => new Map(values.origins.map((one) => [one.path, one.origin])), [values.origins]);
  const valueOf = (pointer: string) => (pointer in changes ? changes[pointer] : valueAt(own, pointer));
  const needle = part.trim().toLowerCase();
  const matches = sections
    .map((section) => ({ ...section, fields: needle === "" ? section.fields : section.fields.filter(({ pointer, schema }) => `${section.title} ${pointer} ${schema.title ?? ""} ${schema.description ?? ""}`.toLowerCase().includes(needle)) }))
    .filter((section) => section.fields.length > 0);
  return (
    <>
      <div className="in">
        <TextInput aria-label={t("deliveries.values.find")} placeholder={t("deliveries.values.find")} leftSection={<IconSearch size={16} stroke={1.5} />} value={part} onChange={(event) => setPart(event.currentTarget.value)} />
      </div>
      {matches.length === 0 ? <p className="in muted">{t("deliveries.edit.noSuchValue")}</p> : null}
      {matches.map((section) => {
        const said = section.fields.filter(({ pointer }) => valueOf(pointer) !== undefined && valueOf(pointer) !== null).length;
        const isWrong = section.fields.some(({ pointer }) => errors.has(pointer));
        const isOpen = opened[section.key] === true || needle !== "" || isWrong;
        return (
          <details key={section.key} className={classes["section"]} open={isOpen}>
            <summary
              onClick={(event) => {
                event.preventDefault();
                setOpened((before) => ({ ...before, [section.key]: !isOpen }));
              }}
            >
              <IconChevronRight size={14} stroke={1.5} aria-hidden="true" />
              {section.title}
              {said > 0 ? <span className="tally">{t("deliveries.edit.saidHere", { count: said })}</span> : null}
            </summary>
            <div className={classes["fields"]}>
              {isOpen
                ? section.fields.map((field) => (
                    <ValueField key={field.pointer} field={field} value={valueOf(field.pointer)} inherited={inheritedOf(origins, field.pointer, layer)} overruled={overruledBy(origins, field.pointer, layer)} error={errors.get(field.pointer)} onChange={(value) => onChange(field.pointer, value)} />
                  ))
                : null}
            </div>
          </details>
        );
      })}
    </>
  );
}

/** Problems by the field that they are about, or are inside of. */
function errorsOf(sections: Section[], outlook: ValuesOutlook | undefined): ReadonlyMap<string, string> {
  const errors = new Map<string, string>();
  for (const { path, message } of outlook?.problems ?? []) {
    const field = sections.flatMap((section) => section.fields).find(({ pointer }) => path === pointer || path.startsWith(`${pointer}/`));
    if (field && !errors.has(field.pointer)) errors.set(field.pointer, message);
  }
  return errors;
}

type EditorProps = { standings: Standings; values: EffectiveValues; layer: Layer; environment: string };

function Editor({ standings, values, layer, environment }: EditorProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const service = standings.service.name;
  const [as, setAs] = useState<"form" | "yaml">("form");
  const [text, setText] = useState<string | undefined>(undefined);
  const [changes, setChanges] = useState<Changes>({});
  const [version, setVersion] = useState(0);
  const [open, setOpen] = useState<"score" | "propose" | null>(null);
  const [left, setLeft] = useState(false);
  const draft: ValuesDraft = { layer: layer === "service" ? "SERVICE" : "ENVIRONMENT", environment, commit: values.commit, changes, text };
  const [typed] = useDebouncedValue(draft, pause);
  const key = JSON.stringify(typed);
  const { data: outlook, error, refetch } = useQuery({ queryKey: ["deliveries", "draft", service, key], queryFn: ({ signal }) => previewValues(service, typed, signal), placeholderData: keepPreviousData, retry: false });
  const isOld = JSON.stringify(draft) !== key;
  const sections = useMemo(() => sectionsOf(values.schema, { common: t("deliveries.edit.common"), others: t("deliveries.edit.others") }), [values.schema, t]);
  const own = useMemo(() => treeOf(text ?? outlook?.before ?? ""), [text, outlook?.before]);
  const errors = useMemo(() => errorsOf(sections, outlook), [sections, outlook]);
  const isDirty = Object.keys(changes).length > 0 || (text !== undefined && text !== outlook?.before);
  useUnsavedGuard(isDirty && !left);
  if (error && !outlook) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!outlook) return <Skeleton height={400} aria-busy="true" />;
  const changesSomething = outlook.text !== outlook.before;
  const isReleased = standings.environments.some((one) => one.environment === environment && one.newest !== null);
  const leave = async (go: () => Promise<void>) => {
    setLeft(true);
    await client.invalidateQueries({ queryKey: ["deliveries", "values", service] });
    // the guard has to know before the page is left
    setTimeout(() => void go());
  };
  const switchTo = (next: "form" | "yaml") => {
    if (next === "yaml") setText(outlook.text);
    if (next === "yaml") setChanges({});
    setAs(next);
  };
  return (
    <div className={classes["page"]}>
      <section className="card" aria-label={outlook.file}>
        <header className={classes["bar"]}>
          <SegmentedControl
            role="radiogroup"
            aria-label={t("form.mode")}
            value={as}
            onChange={(next) => switchTo(next as "form" | "yaml")}
            data={[
              { value: "form", label: t("form.asForm") },
              { value: "yaml", label: "YAML" },
            ]}
          />
          <code className="small quiet cut">{outlook.file}</code>
          {layer === "service" ? (
            <Button className="push" size="xs" leftSection={<IconFileImport size={14} stroke={1.5} />} onClick={() => setOpen("score")}>
              {t("deliveries.edit.score")}
            </Button>
          ) : null}
        </header>
        {as === "yaml" ? (
          <Suspense fallback={<Skeleton height={320} aria-busy="true" />}>
            <CodeEditor language="yaml" label={outlook.file} height="480px" value={text ?? outlook.text} onChange={setText} />
          </Suspense>
        ) : (
          <ValuesForm key={version} sections={sections} own={own} changes={changes} values={values} layer={layer} errors={errors} onChange={(pointer, value) => setChanges((before) => ({ ...before, [pointer]: value }))} />
        )}
        <footer className={classes["foot"]}>
          <Button variant="filled" disabled={!changesSomething || isOld || outlook.problems.length > 0} onClick={() => setOpen("propose")}>
            {t("deliveries.edit.propose")}
          </Button>
          {layer === "environment" && isReleased && as === "form" && text === undefined ? (
            <Button
              leftSection={<IconRocket size={16} stroke={1.5} />}
              disabled={!changesSomething || isOld || outlook.problems.length > 0}
              onClick={() => void leave(() => navigate({ to: "/self-service/$action", params: { action: "configure_service" }, search: { set: { service, environment, changes } } }))}
            >
              {t("deliveries.edit.release")}
            </Button>
          ) : null}
          <span className="push small quiet">{changesSomething ? t("form.unsaved") : t("deliveries.edit.unchanged")}</span>
        </footer>
      </section>
      <div>
        <ErrorNote error={error} />
        <Outlook outlook={outlook} environment={environment} isOld={isOld} />
      </div>
      {open === "score" ? (
        <ScoreDialog
          onTaken={(taken) => {
            setChanges((before) => ({ ...before, ...Object.fromEntries(Object.entries(taken).filter(([name]) => name !== "name").map(([name, value]) => [`/${name}`, value])) }));
            setAs("form");
            setVersion(version + 1);
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === "propose" ? (
        <ProposeDialog service={service} draft={draft} onDone={(number) => void leave(() => navigate({ to: "/repositories/$owner/$name/change-requests/$number", params: { owner: "platform", name: "values", number: String(number) } }))} onClose={() => setOpen(null)} />
      ) : null}
    </div>
  );
}

/** Changes values of a service: by a form that the schema makes, or as YAML, with what it comes to beside it. */
export function ValuesEditPage() {
  const { t } = useTranslation();
  const { service } = useParams({ from: "/inside/deliveries/$service/values" });
  const { layer = "service", environment } = useSearch({ from: "/inside/deliveries/$service/values" });
  const navigate = useNavigate({ from: "/deliveries/$service/values" });
  const { data: standings, error, refetch } = useQuery(standingsQuery(service));
  const chosen = standings?.environments.find((one) => one.environment === environment)?.environment ?? standings?.environments[0]?.environment;
  const values = useQuery({ queryKey: ["deliveries", "values", service, chosen], queryFn: () => readValues(service, chosen ?? ""), enabled: chosen !== undefined, refetchOnWindowFocus: false });
  if (error && !standings) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!standings) return <PageBones />;
  if (!standings.mayRelease) {
    return <EmptyState alone icon={<IconAdjustments size={20} stroke={1.5} />} title={t("deliveries.edit.notYours", { service })} why={t("deliveries.edit.notYoursWhy", { team: standings.service.team })} />;
  }
  const show = (search: { layer?: "environment" | undefined; environment?: string | undefined }) => void navigate({ search, replace: true });
  return (
    <>
      <PageHead title={t("deliveries.edit.heading", { service })} lead={t("deliveries.edit.lead")} crest={<IconAdjustments size={20} stroke={1.5} />} />
      <div className="body">
        <div className={classes["where"]}>
          <SegmentedControl
            role="radiogroup"
            aria-label={t("deliveries.edit.layer")}
            value={layer}
            onChange={(next) => show({ layer: next === "environment" ? "environment" : undefined, environment: chosen })}
            data={[
              { value: "service", label: t("deliveries.edit.everywhere") },
              { value: "environment", label: t("deliveries.edit.onlyHere") },
            ]}
          />
          <span className="small quiet">{t(layer === "service" ? "deliveries.edit.lookAt" : "deliveries.edit.which")}</span>
          {chosen === undefined ? null : <EnvironmentPicker environments={standings.environments} value={chosen} onChange={(next) => show({ layer: layer === "environment" ? layer : undefined, environment: next })} />}
        </div>
        {values.error && !values.data ? <ErrorState error={values.error} onRetry={() => void values.refetch()} /> : null}
        {chosen !== undefined && values.data ? <Editor key={`${layer} ${chosen}`} standings={standings} values={values.data} layer={layer} environment={chosen} /> : null}
      </div>
    </>
  );
}
