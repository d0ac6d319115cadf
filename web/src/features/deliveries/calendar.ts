/** Days are written as 2026-11-01 and months as 2026-11, in the zone of whoever looks; nothing here knows an hour. */

const daysAWeek = 7;
const two = (number: number) => String(number).padStart(2, "0");

const write = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

function read(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date);
}

function plus(day: string, days: number): string {
  const date = read(day);
  date.setDate(date.getDate() + days);
  return write(date);
}

export const today = (now = new Date()) => write(now);
export const monthOf = (day: string) => day.slice(0, 7);
export const dayAfter = (day: string) => plus(day, 1);

export function monthAfter(month: string, months: number): string {
  const first = read(`${month}-01`);
  first.setMonth(first.getMonth() + months);
  return monthOf(write(first));
}

/** The weeks that a month lies in, whole, from Monday to Sunday. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const weeks: string[][] = [];
  for (let monday = plus(first, -((read(first).getDay() + 6) % daysAWeek)); monday < `${monthAfter(month, 1)}-01`; monday = plus(monday, daysAWeek)) {
    weeks.push(Array.from({ length: daysAWeek }, (_, at) => plus(monday, at)));
  }
  return weeks;
}
