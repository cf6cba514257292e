import type { BusinessDate } from '@app/kernel/business-date';
import { isNil, minus, nil, plus, type Yuan } from '@app/kernel/yuan';

/** What is open of all receivables that fall due on one day. */
export type DueDay = Readonly<{
  dueDate: BusinessDate;
  open: Yuan;
  /** Part of `open`. */
  disputed: Yuan;
  receivableIds: readonly string[];
}>;
/** Earliest first: overdue shares and horizons are read from it without going through every receivable. */
export type DueDays = readonly DueDay[];

export type DueItem = Readonly<{ receivableId: string; dueDate: BusinessDate; open: Yuan; disputed: Yuan }>;

const place = (days: DueDays, dueDate: BusinessDate): number => {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle]?.dueDate ?? '') < dueDate) low = middle + 1;
    else high = middle;
  }
  return low;
};

const emptyDay = (dueDate: BusinessDate): DueDay => ({ dueDate, open: nil, disputed: nil, receivableIds: [] });

const replaced = (days: DueDays, dueDate: BusinessDate, change: (day: DueDay) => DueDay): DueDays => {
  const at = place(days, dueDate);
  const known = days[at]?.dueDate === dueDate ? days[at] : undefined;
  const day = change(known ?? emptyDay(dueDate));
  const rest = days.slice(known === undefined ? at : at + 1);
  return day.receivableIds.length === 0 ? [...days.slice(0, at), ...rest] : [...days.slice(0, at), day, ...rest];
};

const withItem = (days: DueDays, { receivableId, dueDate, open, disputed }: DueItem): DueDays =>
  isNil(open)
    ? days
    : replaced(days, dueDate, (day) => ({
        dueDate,
        open: plus(day.open, open),
        disputed: plus(day.disputed, disputed),
        receivableIds: [...day.receivableIds, receivableId],
      }));

const withoutItem = (days: DueDays, { receivableId, dueDate, open, disputed }: DueItem): DueDays =>
  isNil(open)
    ? days
    : replaced(days, dueDate, (day) => ({
        dueDate,
        open: minus(day.open, open),
        disputed: minus(day.disputed, disputed),
        receivableIds: day.receivableIds.filter((other) => other !== receivableId),
      }));

/** One receivable as it stood and as it stands now; undefined where there was none. */
export const withDue = (days: DueDays, before: DueItem | undefined, now: DueItem): DueDays =>
  withItem(before === undefined ? days : withoutItem(days, before), now);
