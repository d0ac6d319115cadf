import { Button, Modal } from "@mantine/core";
import { IconHeartBroken, IconShieldCheck, IconTool, IconVectorBezier2 } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { lookAtRelease, readDrift } from "@/api/deliveries";
import type { Drift, Standing } from "@/api/deliveries";
import type { Json } from "@/api/types";
import { Ago } from "@/components/Ago";
import { ErrorNote } from "@/components/ErrorState";
import { PlainTable } from "@/components/PlainTable";
import { isUnderWay } from "@/lib/deliveries";
import { formatNumber } from "@/lib/time";
import classes from "./Deliveries.module.css";

const shown = (value: Json) => (value === null ? "–" : typeof value === "string" ? value : JSON.stringify(value));

function Fields({ drift }: { drift: Drift[] }) {
  const { t } = useTranslation();
  const columns = [t("deliveries.drift.field"), t("deliveries.drift.wanted"), t("deliveries.drift.actual"), t("deliveries.drift.by"), t("deliveries.drift.since")];
  return (
    <PlainTable
      label={t("deliveries.drift.title")}
      columns={columns}
      items={drift}
      keyOf={(one) => `${one.object} ${one.field}`}
      row={(one) => (
        <>
          <td className={classes["driftField"]}>
            <span className="strong">{one.object}</span>
            <code>{one.field === "existence" ? t("deliveries.drift.existence") : one.field}</code>
          </td>
          <td data-label={columns[1]}>
            <code className={classes["driftValue"]}>{one.field === "existence" ? t("deliveries.drift.there") : shown(one.wanted)}</code>
          </td>
          <td data-label={columns[2]}>
            <code className={`${classes["driftValue"]} ${classes["failure"]}`}>{one.field === "existence" ? t("deliveries.drift.missing") : shown(one.actual)}</code>
          </td>
          <td data-label={columns[3]}>{one.managers.length > 0 ? one.managers.join(", ") : <span className="quiet">{t("deliveries.drift.unknown")}</span>}</td>
          <td data-label={columns[4]} className="muted">
            <Ago at={one.since} />
          </td>
        </>
      )}
    />
  );
}

type DialogProps = { service: string; environment: string; title: string; mayRelease: boolean; onClose: () => void };

/** What differs field by field, with a look at it now and the way to put it right. */
function DriftDialog({ service, environment, title, mayRelease, onClose }: DialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const key = ["deliveries", "drift", service, environment];
  const { data, error } = useQuery({ queryKey: key, queryFn: () => readDrift(service, environment) });
  const look = useMutation({
    mutationFn: () => lookAtRelease(service, environment),
    onSettled: () => client.invalidateQueries({ queryKey: ["deliveries"] }),
  });
  const drift = data?.drift ?? [];
  return (
    <Modal opened onClose={onClose} size="xl" title={t("deliveries.drift.of", { environment: title })} closeButtonProps={{ "aria-label": t("common.close") }}>
      <div className="dialog">
        <p className="muted">
          {data?.look ? (
            <>
              {t("deliveries.drift.lookedAt")} <Ago at={data.look.at} />
            </>
          ) : data ? (
            t("deliveries.drift.notYet")
          ) : null}
        </p>
        {data?.look?.complaint ? <p className={classes["failure"]}>{data.look.complaint}</p> : null}
        {data?.look && drift.length === 0 && !data.look.complaint ? <p>{t("deliveries.drift.none")}</p> : null}
        {drift.length > 0 ? <Fields drift={drift} /> : null}
        <ErrorNote error={look.error ?? error} />
      </div>
      {mayRelease ? (
        <div className="dialog-foot">
          {drift.length > 0 ? (
            <Button variant="filled" leftSection={<IconTool size={14} stroke={1.5} />} renderRoot={(props: Record<string, unknown>) => <Link {...props} to="/self-service/$action" params={{ action: "repair_service" }} search={{ set: { service, environment } }} />}>
              {t("deliveries.drift.repair")}
            </Button>
          ) : null}
          <Button loading={look.isPending} onClick={() => look.mutate()}>
            {t("deliveries.drift.look")}
          </Button>
        </div>
      ) : null}
    </Modal>
  );
}

/** Whether what runs is still what was released, and still well. */
export function DriftLine({ standing, service, mayRelease }: { standing: Standing; service: string; mayRelease: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { look, live, newest, hasCluster, environment, title } = standing;
  if (!hasCluster || live?.state !== "LIVE" || !newest || isUnderWay(newest.state)) return null;
  const drifted = look?.drifted ?? 0;
  const Icon = drifted > 0 ? IconVectorBezier2 : IconShieldCheck;
  const word = drifted > 0 ? t("deliveries.drift.drifted", { count: drifted, number: formatNumber(drifted) }) : look?.complaint ? t("deliveries.drift.notSeen") : look ? t("deliveries.drift.asReleased") : t("deliveries.drift.notYet");
  return (
    <>
      {look?.unwellSince ? (
        <p className={`small ${classes["unwell"]}`}>
          <IconHeartBroken size={14} stroke={1.5} aria-hidden="true" />
          <span>
            {look.message} <Ago at={look.unwellSince} />
          </span>
        </p>
      ) : null}
      <p className="small row tight">
        <Icon size={14} stroke={1.5} aria-hidden="true" className={(drifted > 0 ? classes["drifted"] : classes["calm"]) ?? ""} />
        <button type="button" className="link-button" aria-label={t("deliveries.drift.openNamed", { what: word, environment: title })} onClick={() => setOpen(true)}>
          {word}
        </button>
      </p>
      {open ? <DriftDialog service={service} environment={environment} title={title} mayRelease={mayRelease} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
