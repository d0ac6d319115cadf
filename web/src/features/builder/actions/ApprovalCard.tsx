import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PermissionBlock } from "@/api/types";
import { WhoFields } from "../permissions/WhoFields";
import { isPart, namesOf, partOf, put, textOf } from "./draft";
import type { Part } from "./draft";
import { useField } from "./fields";
import classes from "./Actions.module.css";

type Props = { draft: Part; onChange: (draft: Part) => void };

const needs = ["NONE", "ANY", "ALL"] as const;
const tells = ["none", "email", "webhook"] as const;

function needOf(draft: Part): (typeof needs)[number] {
  const required = draft["requiredApproval"];
  if (isPart(required)) return required["type"] === "ALL" ? "ALL" : "ANY";
  return required === true ? "ANY" : "NONE";
}

/** Whether somebody has to approve, how they are told, and who need not wait. */
export function ApprovalCard({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const need = needOf(draft);
  const required = useField("requiredApproval");
  const told = useField("approvalNotification");
  const url = useField("approvalNotification.url");
  const notification = partOf(draft["approvalNotification"]);
  const tell = tells.find((one) => one === notification["type"]) ?? "none";
  const urgent = partOf(draft["urgent"]);
  const block = { users: namesOf(urgent["users"]), roles: namesOf(urgent["roles"]), teams: namesOf(urgent["teams"]) };
  const setUrgent = (next: PermissionBlock) => {
    const names = Object.fromEntries((["users", "roles", "teams"] as const).filter((part) => (next[part] ?? []).length > 0).map((part) => [part, next[part] ?? []]));
    onChange(put(draft, { urgent: Object.keys(names).length > 0 ? names : undefined }));
  };
  return (
    <section className="card" aria-label={t("actions.approval")}>
      <header>
        <h2>{t("actions.approval")}</h2>
      </header>
      <div className={`in ${classes["fields"]}`}>
        <div className={classes["pair"]}>
          <Select
            {...required}
            label={t("actions.needed")}
            allowDeselect={false}
            data={needs.map((value) => ({ value, label: t(`actions.needs.${value}`) }))}
            value={need}
            onChange={(next) => (next && next !== need ? onChange(put(draft, { requiredApproval: next === "NONE" ? false : { type: next } })) : undefined)}
          />
          <Select
            {...told}
            label={t("actions.told")}
            allowDeselect={false}
            data={tells.map((value) => ({ value, label: t(`actions.tells.${value}`) }))}
            value={tell}
            onChange={(next) => (next && next !== tell ? onChange(put(draft, { approvalNotification: next === "none" ? undefined : next === "email" ? { type: next } : { type: next, format: "json", url: "" } })) : undefined)}
          />
        </div>
        {tell === "webhook" ? (
          <div className={classes["pair"]}>
            <TextInput {...url} label={t("actions.call.url")} required value={textOf(notification["url"])} classNames={{ input: classes["mono"] ?? "" }} onChange={(event) => onChange({ ...draft, approvalNotification: { ...notification, url: event.currentTarget.value } })} />
            <Select label={t("part.format")} allowDeselect={false} data={["json", "slack"]} value={textOf(notification["format"]) || "json"} onChange={(format) => onChange({ ...draft, approvalNotification: put(notification, { format: format ?? undefined }) })} />
          </div>
        ) : null}
        <p className="small quiet">{t("actions.approvalHelp")}</p>
        <div className={classes["group"]} role="group" aria-label={t("actions.urgent")}>
          <div>
            <h3>{t("actions.urgent")}</h3>
            <p className="small quiet">{t("actions.urgentHelp")}</p>
          </div>
          <WhoFields block={block} always={["Admin"]} owned={false} onChange={setUrgent} />
        </div>
      </div>
    </section>
  );
}
