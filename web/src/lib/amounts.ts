import i18next from "i18next";
import { formatNumber } from "./time";

/** "$8.25", in the language of the page. */
export function money(amount: number, currency: string): string {
  return new Intl.NumberFormat(i18next.language, { style: "currency", currency }).format(amount);
}

const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** "12.4 MB", in powers of a thousand. */
export function bytes(value: number): string {
  const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1000 ** power;
  return `${formatNumber(Number(scaled.toPrecision(3)))} ${units[power]}`;
}

/** A measure by its name: those that end in bytes are sizes, and rates are shares of one. */
export function measured(metric: string, value: number): string {
  if (/rate$/i.test(metric)) return percent(value);
  return /bytes$/i.test(metric) ? bytes(value) : formatNumber(Number(value.toPrecision(4)));
}

/** "3 %", of a share of one; what is little but there never shows as nothing. */
export function percent(share: number): string {
  const format = (value: number) => new Intl.NumberFormat(i18next.language, { style: "percent", maximumFractionDigits: value < 0.1 ? 1 : 0 }).format(value);
  return share > 0 && share < 0.001 ? `< ${format(0.001)}` : format(share);
}
