import { addMonths, dateOf, type BusinessDate } from '@app/kernel/business-date';
import type { LedgerPeriodEvent } from './events';

export type Closure = Readonly<{
  month: string;
  closedBy: string;
  on: BusinessDate;
  reopened?: Readonly<{ by: string; on: BusinessDate; reason: string }> | undefined;
}>;

/** Everything up to and with the month of the last closure is closed. */
export type LedgerPeriod = Readonly<{
  /** The months that are closed, the earliest first. */
  closed: readonly Closure[];
  /** Those that were opened again, as often as they were. */
  reopened: readonly Closure[];
}>;

export const nothingClosed: LedgerPeriod = { closed: [], reopened: [] };

export const monthOf = (day: BusinessDate): string => day.slice(0, 7);
export const firstDayOf = (month: string): BusinessDate => dateOf(`${month}-01`);
export const monthAfter = (month: string): string => monthOf(addMonths(firstDayOf(month), 1));

export const lastClosed = ({ closed }: LedgerPeriod): Closure | undefined => closed.at(-1);

/** Who closed the month of a day; of a month before the first that was ever closed, whoever closed that one. */
export const closureOf = ({ closed }: LedgerPeriod, day: BusinessDate): Closure | undefined =>
  closed.find(({ month }) => month >= monthOf(day));

/** The first day into which anybody may post. */
export const openFrom = (period: LedgerPeriod): BusinessDate | undefined => {
  const last = lastClosed(period);
  return last === undefined ? undefined : firstDayOf(monthAfter(last.month));
};

export const evolve = (period: LedgerPeriod, { type, data }: LedgerPeriodEvent): LedgerPeriod => {
  switch (type) {
    case 'PeriodClosed':
      return { ...period, closed: [...period.closed, { ...data }] };
    case 'PeriodReopened': {
      const last = lastClosed(period);
      if (last?.month !== data.month) return period;
      const { by, on, reason } = data;
      return {
        closed: period.closed.slice(0, -1),
        reopened: [...period.reopened, { ...last, reopened: { by, on, reason } }],
      };
    }
  }
};
