import { Switch, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconPicker } from "@/components/IconPicker";
import { identifierOf, isAutomation, put, textOf, triggerOf, withTrigger } from "./draft";
import type { Part } from "./draft";
import { useField } from "./fields";
import classes from "./Actions.module.css";

type Props = { draft: Part; fresh: boolean; onChange: (draft: Part) => void };

function ButtonText({ name, draft, onChange }: Pick<Props, "draft" | "onChange"> & { name: "actionCardButtonText" | "executeActionButtonText" }) {
  const { t } = useTranslation();
  return (
    <TextInput
      {...useField(`trigger.${name}`)}
      label={t(`actions.${name}`)}
      placeholder={t(name === "actionCardButtonText" ? "selfService.open" : "request.send")}
      maxLength={15}
      value={textOf(triggerOf(draft)[name])}
      onChange={(event) => onChange(withTrigger(draft, { [name]: event.currentTarget.value }))}
    />
  );
}

/** What an action is called, and how it shows. */
export function BasicsCard({ draft, fresh, onChange }: Props) {
  const { t } = useTranslation();
  const title = textOf(draft["title"]);
  const identifier = textOf(draft["identifier"]);
  const rename = (next: string) => {
    const follows = fresh && (identifier === "" || identifier === identifierOf(title));
    onChange({ ...put(draft, { title: next }), ...(follows ? { identifier: identifierOf(next) } : {}) });
  };
  return (
    <section className="card" aria-label={t("actions.basics")}>
      <header>
        <h2>{t("actions.basics")}</h2>
      </header>
      <div className={`in ${classes["fields"]}`}>
        <div className={classes["pair"]}>
          <TextInput {...useField("title")} label={t("field.title")} value={title} onChange={(event) => rename(event.currentTarget.value)} />
          <TextInput
            {...useField("identifier")}
            label={t("field.identifier")}
            description={fresh ? undefined : t("actions.renameHelp")}
            required
            value={identifier}
            classNames={{ input: classes["mono"] ?? "" }}
            onChange={(event) => onChange({ ...draft, identifier: event.currentTarget.value })}
          />
        </div>
        <Textarea {...useField("description")} label={t("common.description")} autosize minRows={2} maxRows={8} value={textOf(draft["description"])} onChange={(event) => onChange(put(draft, { description: event.currentTarget.value }))} />
        <div className={classes["trio"]}>
          <IconPicker value={textOf(draft["icon"]) || null} fallback={identifier} onChange={(icon) => onChange(put(draft, { icon: icon ?? undefined }))} />
          {isAutomation(draft) ? null : <ButtonText name="actionCardButtonText" draft={draft} onChange={onChange} />}
          {isAutomation(draft) ? null : <ButtonText name="executeActionButtonText" draft={draft} onChange={onChange} />}
        </div>
        <Switch
          label={t(isAutomation(draft) ? "actions.switchedOn" : "actions.published")}
          description={t(isAutomation(draft) ? "actions.switchedOnHelp" : "actions.publishedHelp")}
          checked={draft["publish"] !== false}
          onChange={(event) => onChange({ ...draft, publish: event.currentTarget.checked })}
        />
      </div>
    </section>
  );
}
