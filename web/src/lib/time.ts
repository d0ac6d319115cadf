import i18next from "i18next";

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "2 hr. ago", in the language of the page. */
export function relativeTime(instant: string, now = Date.now()): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  if (Number.isNaN(seconds)) return instant;
  if (Math.abs(seconds) < 45) return i18next.t("time.now");
  const format = new Intl.RelativeTimeFormat(i18next.language, { numeric: "always", style: "short" });
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ["minute", 60];
  return format.format(Math.round(seconds / size) || Math.sign(seconds), unit);
}

export function exactTime(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return new Intl.DateTimeFormat(i18next.language, { dateStyle: "medium", timeStyle: "long" }).format(date);
}

export function dayOf(instant: string): string {
  return new Intl.DateTimeFormat(i18next.language, { dateStyle: "full" }).format(new Date(instant));
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(i18next.language, { maximumFractionDigits: 6 }).format(value);
}
