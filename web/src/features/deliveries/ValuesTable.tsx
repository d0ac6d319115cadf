import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LayerName, Origin } from "@/api/deliveries";
import type { Json } from "@/api/types";
import { dotted, segmentsOf } from "./paths";
import classes from "./Values.module.css";

/** What is said for this one service stands out; what holds for many is the background. */
const own: readonly LayerName[] = ["service", "environment", "release"];

const shown = (value: Json) => (typeof value === "string" ? value : JSON.stringify(value));

function Layer({ name }: { name: LayerName }) {
  const { t } = useTranslation();
  return <span className={own.includes(name) ? "badge accent" : "badge"}>{t(`deliveries.layer.${name}`)}</span>;
}

function Path({ pointer }: { pointer: string }) {
  const segments = segmentsOf(pointer);
  const above = segments.slice(0, -1).map((one) => `${one}.`).join("");
  return (
    <code className={classes["path"]}>
      <span className="quiet">{above}</span>
      <span className="strong">{segments.at(-1)}</span>
    </code>
  );
}

function Value({ value }: { value: Json }) {
  const { t } = useTranslation();
  if (value === null) return <em className="quiet">{t("deliveries.values.takenAway")}</em>;
  if (value === "") return <em className="quiet">{t("deliveries.values.empty")}</em>;
  return <code className={classes["value"]}>{shown(value)}</code>;
}

function Line({ path, origin }: { path: string; origin: Origin }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  const { shadowed } = origin;
  return (
    <li>
      <div className={classes["line"]}>
        <span className={classes["turn"]}>
          {shadowed.length > 0 ? (
            <button type="button" className={classes["open"]} aria-expanded={open} aria-label={t("deliveries.values.shadowed", { path: dotted(path) })} title={shadowed.map((one) => `${t(`deliveries.layer.${one.layer}`)}: ${shown(one.value)}`).join("\n")} onClick={() => setOpen(!open)}>
              <Chevron size={14} stroke={1.5} aria-hidden="true" />
            </button>
          ) : null}
        </span>
        <Path pointer={path} />
        <Value value={origin.value} />
        <span className={classes["layer"]}>
          <Layer name={origin.layer} />
          <code className={`quiet cut ${classes["source"]}`} title={origin.source}>
            {origin.line > 0 ? `${origin.source}:${origin.line}` : origin.source}
          </code>
        </span>
      </div>
      {open ? (
        <ul className={classes["shadowed"]}>
          {shadowed.map((one) => (
            <li key={one.layer} className={classes["line"]}>
              <span className={classes["turn"]} />
              <span className="small quiet">{t("deliveries.values.otherwise")}</span>
              <s>
                <Value value={one.value} />
              </s>
              <span className={classes["layer"]}>
                <Layer name={one.layer} />
                <code className={`quiet cut ${classes["source"]}`} title={one.source}>
                  {one.source}
                </code>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** Every value with the layer that sets it; what layers below say shows where one looks. */
export function ValuesTable({ origins, part }: { origins: { path: string; origin: Origin }[]; part: string }) {
  const { t } = useTranslation();
  const needle = part.trim().toLowerCase();
  const found = origins.filter(({ path, origin }) => needle === "" || [dotted(path), shown(origin.value), origin.layer, t(`deliveries.layer.${origin.layer}`)].some((text) => text.toLowerCase().includes(needle)));
  if (found.length === 0) return <p className="in muted">{t("deliveries.values.noMatch", { part: part.trim() })}</p>;
  return (
    <>
      <div className={`${classes["line"]} ${classes["head"]}`} aria-hidden="true">
        <span className={classes["turn"]} />
        <span>{t("deliveries.values.path")}</span>
        <span>{t("deliveries.values.value")}</span>
        <span>{t("deliveries.values.setBy")}</span>
      </div>
      <ul className={classes["values"]} aria-label={t("deliveries.values.effective")}>
        {found.map(({ path, origin }) => (
          <Line key={path} path={path} origin={origin} />
        ))}
      </ul>
    </>
  );
}
