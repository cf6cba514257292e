import { z } from 'zod';

const DAY_MS = 86_400_000;

const utc = (date: string): Date => new Date(`${date}T00:00:00Z`);
const daysIn = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};
// Every event is checked on its way in and out, so this stays clear of `Date`, which takes ten times as long.
const isRealDate = (text: string): boolean => {
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  return month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysIn(Number(text.slice(0, 4)), month));
};

/** A calendar day in the business time zone, `YYYY-MM-DD`. Not an instant: it has no hour and no zone of its own. */
export const businessDate = z
  .string()
  .regex(/^(19|20|21)\d{2}-\d{2}-\d{2}$/)
  .refine(isRealDate, { params: { problem: 'no-such-date' } })
  .brand<'BusinessDate'>()
  .meta({
    id: 'BusinessDate',
    description: 'A calendar day in the business time zone, YYYY-MM-DD',
    example: '2026-03-01',
  });
export type BusinessDate = z.infer<typeof businessDate>;

export const dateOf = (text: string): BusinessDate => businessDate.parse(text);

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const FIRST_MS = Date.UTC(FIRST_YEAR, 0, 1);
const LAST_MS = Date.UTC(LAST_YEAR, 11, 31);
/** Reckoning stops at the first and the last day there is: a due date on the last of them must not stop the follow-up. */
const ofUtc = (instantMs: number): BusinessDate =>
  dateOf(new Date(Math.min(Math.max(instantMs, FIRST_MS), LAST_MS)).toISOString().slice(0, 10));

export const addDays = (date: BusinessDate, days: number): BusinessDate => ofUtc(utc(date).getTime() + days * DAY_MS);

const padded = (part: number): string => (part < 10 ? `0${part}` : String(part));
/** Adds calendar months; a day that the month does not have becomes its last day (31 Jan + 1 = 28 or 29 Feb). */
export const addMonths = (date: BusinessDate, months: number): BusinessDate => {
  const all = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(all / 12);
  if (year < FIRST_YEAR) return dateOf(`${FIRST_YEAR}-01-01`);
  if (year > LAST_YEAR) return dateOf(`${LAST_YEAR}-12-31`);
  const month = all - year * 12 + 1;
  const day = Math.min(Number(date.slice(8)), daysIn(year, month));
  // Not parsed again: a day that was made of one is one.
  return `${year}-${padded(month)}-${padded(day)}` as BusinessDate;
};

/** Days from `a` to `b`; negative when `b` is the earlier. */
export const daysBetween = (a: BusinessDate, b: BusinessDate): number => (utc(b).getTime() - utc(a).getTime()) / DAY_MS;

export const isBefore = (a: BusinessDate, b: BusinessDate): boolean => a < b;
export const earliest = (dates: readonly BusinessDate[]): BusinessDate | undefined => [...dates].sort()[0];
export const later = (a: BusinessDate, b: BusinessDate): BusinessDate => (isBefore(a, b) ? b : a);
export const endOfMonth = (date: BusinessDate): BusinessDate =>
  ofUtc(Date.UTC(utc(date).getUTCFullYear(), utc(date).getUTCMonth() + 1, 0));

/** An ISO-8601 duration of whole days, weeks or months, e.g. `P7D`, `-P7D`, `P1M`. */
export const dateOffset = z
  .string()
  .regex(/^-?P\d{1,4}[DWM]$/)
  .brand<'DateOffset'>()
  .meta({ id: 'DateOffset', description: 'ISO-8601 duration in whole days, weeks or months', example: '-P7D' });
export type DateOffset = z.infer<typeof dateOffset>;

export const offsetFrom = (date: BusinessDate, offset: DateOffset): BusinessDate => {
  const sign = offset.startsWith('-') ? -1 : 1;
  const count = sign * Number(offset.replace(/^-?P/, '').slice(0, -1));
  if (offset.endsWith('M')) return addMonths(date, count);
  return addDays(date, offset.endsWith('W') ? count * 7 : count);
};

/** The business day that an instant falls on in a time zone such as `Asia/Shanghai`. */
export const businessDateAt = (instant: Date, timeZone: string): BusinessDate =>
  dateOf(
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant),
  );
