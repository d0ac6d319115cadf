import i18next from "i18next";

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** Making a format costs far more than using it. */
function keptFor<T>(make: (language: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const { language } = i18next;
    let format = made.get(language);
    if (!format) made.set(language, (format = make(language)));
    return format;
  };
}

const relative = keptFor((language) => new Intl.RelativeTimeFormat(language, { numeric: "always", style: "short" }));
const exact = keptFor((language) => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "long" }));
const day = keptFor((language) => new Intl.DateTimeFormat(language, { dateStyle: "full" }));
const number = keptFor((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 6 }));

/** "2 hr. ago", in the language of the page. */
export function relativeTime(instant: string, now = Date.now()): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  if (Number.isNaN(seconds)) return instant;
  if (Math.abs(seconds) < 45) return i18next.t(seconds > 2 ? "time.soon" : "time.now");
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ["minute", 60];
  return relative().format(Math.round(seconds / size) || Math.sign(seconds), unit);
}

export function exactTime(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return exact().format(date);
}

export function dayOf(instant: string): string {
  return day().format(new Date(instant));
}

/** "Fri, 4 Dec 2026, 16:00" by the clocks of a zone, or of whoever looks. */
export function momentIn(instant: string, zone?: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return new Intl.DateTimeFormat(i18next.language, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: zone }).format(date);
}

export function formatNumber(value: number): string {
  return number().format(value);
}

const lengths: [string, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
  ["millisecond", 1],
];

/** "340 ms", "1.2 sec", in the language of the page. */
export function duration(from: string, to: string): string {
  return seconds((new Date(to).getTime() - new Date(from).getTime()) / 1000);
}

/** The same from a number of seconds. */
export function seconds(count: number): string {
  const milliseconds = Math.max(1, Math.round(count * 1000));
  const [unit, size] = lengths.find(([, length]) => milliseconds >= length) ?? ["millisecond", 1];
  return new Intl.NumberFormat(i18next.language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 }).format(milliseconds / size);
}
