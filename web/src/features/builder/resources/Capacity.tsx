import { useTranslation } from "react-i18next";
import type { TFunction } from "i18next";
import type { Server } from "@/api/resources";
import { measured } from "@/lib/amounts";
import { metricTitle } from "@/lib/metrics";
import classes from "./Servers.module.css";

type Line = { name: string; used: number | null; most: number | null; free: number | null };

/** What a server has and uses by what it is of: connectionsMost and connectionsUsed are one line. */
function linesOf(capacity: NonNullable<Server["report"]["capacity"]>): Line[] {
  const lines = new Map<string, Line>();
  for (const [key, value] of Object.entries(capacity)) {
    if (typeof value !== "number") continue;
    const [, name = key, part = "Used"] = /^(.+)(Most|Used|Free)$/.exec(key) ?? [];
    const line = lines.get(name) ?? { name, used: null, most: null, free: null };
    lines.set(name, { ...line, [part.toLowerCase()]: value });
  }
  return [...lines.values()].map((line) => (line.used === null && line.most !== null && line.free !== null ? { ...line, used: line.most - line.free } : line));
}

function words(t: TFunction, { name, used, most, free }: Line): string {
  const shown = (value: number) => measured(name, value);
  if (used !== null && most) return t("servers.capacity.of", { used: shown(used), most: shown(most) });
  if (used !== null) return shown(used);
  return free === null ? shown(most ?? 0) : t("servers.capacity.free", { amount: shown(free) });
}

const tone = (share: number) => (share >= 0.9 ? "var(--bad)" : share >= 0.75 ? "var(--warn)" : "var(--accent-text)");

/** How full a server is. */
export function Capacity({ server }: { server: Server }) {
  const { t } = useTranslation();
  const lines = linesOf(server.report.capacity ?? {});
  if (lines.length === 0) return <span className="quiet">–</span>;
  return (
    <dl className={classes["capacity"]}>
      {lines.map((line) => {
        const share = line.used !== null && line.most ? Math.min(1, line.used / line.most) : null;
        return (
          <div key={line.name}>
            <dt className="small quiet">{metricTitle(t, line.name)}</dt>
            <dd className="small">{words(t, line)}</dd>
            {share === null ? null : (
              <dd className="meter" aria-hidden="true">
                <span style={{ width: `${share * 100}%`, background: tone(share) }} />
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}
