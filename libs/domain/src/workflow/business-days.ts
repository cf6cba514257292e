import { z } from 'zod';
import { addDays, businessDate, dateOf, daysBetween, type BusinessDate } from '@app/kernel/business-date';

/** Monday is 1, Sunday is 7. */
const weekday = z.int().min(1).max(7);

/** Which days are worked: the week as it is, the public holidays, and the weekend days that are worked for them. */
export const workCalendar = z
  .strictObject({
    source: z.string().min(1),
    weekend: z.array(weekday).max(6),
    holidays: z.array(businessDate),
    makeUpDays: z.array(businessDate),
  })
  .superRefine(({ holidays, makeUpDays }, context) => {
    makeUpDays.forEach((day, index) => {
      if (!holidays.includes(day)) return;
      context.addIssue({ code: 'custom', path: ['makeUpDays', index], message: `${day} is a holiday as well` });
    });
  });
export type WorkCalendar = z.infer<typeof workCalendar>;

const A_MONDAY = dateOf('1900-01-01');
const weekdayOf = (date: BusinessDate): number => (daysBetween(A_MONDAY, date) % 7) + 1;

const isWorked = (date: BusinessDate, { weekend, holidays, makeUpDays }: WorkCalendar): boolean =>
  makeUpDays.includes(date) || !(weekend.includes(weekdayOf(date)) || holidays.includes(date));

/** A run of holidays longer than this is a calendar that never works again. */
const DAYS_OFF_IN_A_ROW_MAX = 60;

/** The n-th business day after a day, which itself does not count. */
export const addBusinessDays = (from: BusinessDate, days: number, calendar: WorkCalendar): BusinessDate => {
  let date = from;
  let off = 0;
  for (let left = days; left > 0 && off < DAYS_OFF_IN_A_ROW_MAX;) {
    date = addDays(date, 1);
    const worked = isWorked(date, calendar);
    off = worked ? 0 : off + 1;
    if (worked) left -= 1;
  }
  return date;
};
