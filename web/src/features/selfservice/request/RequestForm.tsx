import { Button, SegmentedControl, Skeleton } from "@mantine/core";
import { IconAlertTriangle, IconSnowflake } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendRequest } from "@/api/selfservice";
import type { Action, Values } from "@/api/selfservice";
import { Ago } from "@/components/Ago";
import { FormParts } from "@/components/actionForm/FormParts";
import { current, errorsOf, inputsOf, stepsOf } from "@/components/actionForm/parts";
import { StepBar } from "@/components/actionForm/StepBar";
import { ErrorNote } from "@/components/ErrorState";
import { say } from "@/components/toast";
import { fieldErrors } from "@/lib/errors";
import type { Schema } from "@/lib/jsonSchema";
import { rememberAction } from "@/lib/recentActions";
import { CannotWait } from "./CannotWait";
import type { Request } from "./useRequest";
import classes from "@/components/actionForm/ActionForm.module.css";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

type Props = { action: Action; entity: string | undefined; request: Request };

const asText = (values: Values) => JSON.stringify(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)), null, 2);

function readValues(text: string): Values | null {
  try {
    const read = JSON.parse(text) as unknown;
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Values) : null;
  } catch {
    return null;
  }
}

function inputErrors(error: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(fieldErrors(error)).map(([path, message]) => [path.replace(/^properties\./, ""), message]));
}

/** The inputs as a form or as JSON; both edit the same values. */
export function RequestForm({ action, entity, request }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const form = useMemo(() => action.trigger.userInputs ?? {}, [action]);
  const steps = useMemo(() => stepsOf(form, request.preview?.hidden), [form, request.preview?.hidden]);
  const [step, setAt] = useState(0);
  const at = Math.min(step, steps.length - 1);
  const [mode, setMode] = useState<"form" | "json">("form");
  const [text, setText] = useState("");
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [urgent, setUrgent] = useState<string | null>(null);
  const [asksWhy, setAsksWhy] = useState(false);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const summary = useRef<HTMLDivElement>(null);
  const holds = useRef<HTMLDivElement>(null);
  const { preview, shown, settled } = request;
  const all = errorsOf(preview);
  const found = settled ? all : current(all, request.values, preview?.values);
  const denied = preview?.verdict.decision === "DENIED";
  const refused = inputErrors(failure);
  const errors = Object.fromEntries(Object.entries({ ...found, ...refused }).filter(([name]) => touched.has(name)));
  const names = Object.keys(preview?.inputs ?? {});
  const nameOf = (name: string) => preview?.inputs[name]?.schema.title || form.properties?.[name]?.title || name;
  const last = at === steps.length - 1 || mode === "json";
  const schema = useMemo((): Schema => {
    const properties = Object.fromEntries(Object.entries(preview?.inputs ?? {}).map(([name, input]) => [name, { type: input.schema.type, description: input.schema.description, enum: input.schema.enum } as Schema]));
    return { type: "object", properties, additionalProperties: false, required: Object.keys(preview?.inputs ?? {}).filter((name) => preview?.inputs[name]?.required) };
  }, [preview]);

  const change = (name: string, value: Values[string]) => {
    setFailure(null);
    setKey(crypto.randomUUID());
    request.change(name, value);
  };
  const typeJson = (next: string) => {
    setText(next);
    const read = readValues(next);
    if (!read) return;
    setFailure(null);
    setKey(crypto.randomUUID());
    const gone = Object.keys(preview?.values ?? {}).filter((name) => !(name in read));
    request.replace({ ...read, ...Object.fromEntries(gone.map((name) => [name, null])) });
  };
  const switchTo = (next: "form" | "json") => {
    if (next === "json") setText(asText(shown));
    setMode(next);
  };
  const touch = (all: string[]) => setTouched((before) => new Set([...before, ...all]));
  const goOn = () => {
    const here = inputsOf(steps[at]!);
    touch(here);
    if (here.every((name) => !found[name])) setAt(at + 1);
  };
  const goesAhead = urgent !== null && preview?.mayGoAhead === true;
  const held = preview?.hold && !goesAhead ? preview.hold : null;
  const send = async () => {
    touch([...names, ...Object.keys(found)]);
    if (settled && preview && (preview.problems.length > 0 || denied)) {
      const bad = steps.findIndex((step) => inputsOf(step).some((name) => found[name]));
      if (bad >= 0) setAt(bad);
      requestAnimationFrame(() => summary.current?.focus());
      return;
    }
    if (held) {
      requestAnimationFrame(() => holds.current?.focus());
      return;
    }
    if (goesAhead && urgent!.trim() === "") {
      setAsksWhy(true);
      return;
    }
    setBusy(true);
    request.hold(true);
    setFailure(null);
    try {
      const properties = Object.fromEntries(Object.entries(request.values).filter(([name]) => preview?.inputs[name]?.visible !== false));
      const run = await sendRequest(action.identifier, { properties, entity, urgent: goesAhead ? urgent!.trim() : undefined }, key);
      request.forget();
      rememberAction(action.identifier);
      void client.invalidateQueries({ queryKey: ["runs"] });
      say(t(run.status === "WAITING_FOR_APPROVAL" ? "request.sentForApproval" : "request.sent"));
      await navigate({ to: "/self-service/runs/$run", params: { run: run.id } });
    } catch (error) {
      setBusy(false);
      request.hold(false);
      setFailure(error);
    }
  };
  const open = preview === undefined || preview.verdict.rules.some((rule) => rule.outcome === "WAITING");
  const submit = preview?.verdict.decision === "NEEDS_APPROVAL" && !goesAhead ? t("request.sendForApproval") : action.trigger.executeActionButtonText || t("request.send");
  const listed = Object.entries(errors);

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (last) void send();
        else goOn();
      }}
    >
      <div className={classes["bar"]}>
        <SegmentedControl
          role="radiogroup"
          aria-label={t("form.mode")}
          value={mode}
          onChange={(next) => switchTo(next as "form" | "json")}
          data={[
            { value: "form", label: t("form.asForm") },
            { value: "json", label: t("form.asJson") },
          ]}
        />
        {mode === "form" && steps.length > 1 ? <StepBar steps={steps} at={at} bad={(step) => inputsOf(step).some((name) => errors[name])} onGo={setAt} /> : null}
        {request.keptAt ? (
          <span className="push small quiet row tight">
            {t("request.draft")} <Ago at={request.keptAt} />
            <button type="button" className="link-button" onClick={request.discard}>
              {t("request.discard")}
            </button>
          </span>
        ) : null}
      </div>
      {listed.length > 0 ? (
        <div className={classes["section"]}>
          <div className="note bad" role="alert" tabIndex={-1} ref={summary}>
            <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />
            <div>
              <h3>{t("request.problems", { count: listed.length })}</h3>
              <ul>
                {listed.map(([name, message]) => (
                  <li key={name}>
                    {nameOf(name)}: {message}
                  </li>
                ))}
              </ul>
            </div>
          </div>
        </div>
      ) : null}
      {mode === "json" ? (
        <div className={classes["section"]}>
          <Suspense fallback={<div className="code" style={{ height: 360 }} />}>
            <CodeEditor language="json" value={text} label={t("form.asJson")} height="360px" schema={schema} onChange={typeJson} />
          </Suspense>
        </div>
      ) : null}
      {mode === "form" && !preview && !request.error ? (
        <div className={classes["section"]} aria-busy="true">
          <Skeleton height={56} />
          <Skeleton height={56} />
          <Skeleton height={56} />
        </div>
      ) : null}
      {mode === "form" && preview ? <FormParts step={steps[at]} inputs={preview.inputs} values={shown} errors={errors} onChange={change} onLeave={(name) => touch([name])} /> : null}
      {failure && Object.keys(refused).length === 0 ? (
        <div className={classes["section"]}>
          <ErrorNote error={failure} />
        </div>
      ) : null}
      {last && held ? (
        <div className={classes["section"]}>
          <div className="note warn" role="status" tabIndex={-1} ref={holds}>
            <IconSnowflake size={16} stroke={1.5} aria-hidden="true" />
            <p style={{ minWidth: 0, overflowWrap: "anywhere" }}>{held}</p>
          </div>
        </div>
      ) : null}
      {last && preview?.mayGoAhead ? <CannotWait held={preview.hold !== null} reason={urgent} error={asksWhy && urgent?.trim() === ""} onChange={setUrgent} /> : null}
      <div className={classes["foot"]}>
        <Button type="submit" variant="filled" loading={busy} disabled={last && (denied || held !== null)}>
          {last ? submit : t("request.next")}
        </Button>
        {at > 0 && mode === "form" ? <Button onClick={() => setAt(at - 1)}>{t("request.back")}</Button> : null}
        <span className="push small quiet">{denied ? t("request.deniedWhy") : held ? t("request.heldWhy") : preview?.verdict.decision === "NEEDS_APPROVAL" && !goesAhead ? t("request.nothingBefore") : open ? null : t("request.atOnce")}</span>
      </div>
    </form>
  );
}
