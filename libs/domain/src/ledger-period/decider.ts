import type { Decider } from '@app/kernel/decider';
import type { DataOf, Message } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import { requirePeriodRole, type AuthorityPolicy } from '../authority/authority-policy';
import type { LedgerPeriodEvent } from './events';
import { evolve, lastClosed, monthAfter, monthOf, nothingClosed, type LedgerPeriod } from './ledger-period';

export type ClosePeriod = Message<
  'ClosePeriod',
  DataOf<LedgerPeriodEvent, 'PeriodClosed'> & { authority: AuthorityPolicy }
>;
export type ReopenPeriod = Message<
  'ReopenPeriod',
  DataOf<LedgerPeriodEvent, 'PeriodReopened'> & { authority: AuthorityPolicy }
>;
export type LedgerPeriodCommand = ClosePeriod | ReopenPeriod;

/** In order: the first may be any month that is over, then one after the other. */
const closePeriod = ({ data }: ClosePeriod, period: LedgerPeriod): LedgerPeriodEvent[] => {
  const { authority, ...closed } = data;
  const { month, closedBy, on } = closed;
  requirePeriodRole(closedBy, 'closePeriod', authority);
  const last = lastClosed(period);
  if (last !== undefined && month <= last.month) return [];
  if (month >= monthOf(on)) throw new Problem('period-not-over', { month, today: on });
  const next = last === undefined ? month : monthAfter(last.month);
  if (month !== next) throw new Problem('period-order', { month, next });
  return [{ type: 'PeriodClosed', data: closed }];
};

/** The last one first: a month stays closed as long as a later one is. */
const reopenPeriod = ({ data }: ReopenPeriod, period: LedgerPeriod): LedgerPeriodEvent[] => {
  const { authority, ...reopened } = data;
  const { month, by, reason } = reopened;
  requirePeriodRole(by, 'postIntoClosedPeriod', authority);
  const last = lastClosed(period);
  if (last?.month === month) return [{ type: 'PeriodReopened', data: reopened }];
  const isClosed = period.closed.some((one) => one.month === month);
  if (isClosed) throw new Problem('period-order', { month, next: last?.month ?? month });
  // Sent again, it has happened already.
  const isRepeated = period.reopened.some((one) => one.month === month && one.reopened?.reason === reason);
  if (!isRepeated) throw new Problem('period-not-closed', { month });
  return [];
};

/** Which months of the ledger are closed, on the stream `ledgerPeriod-company`. */
export const ledgerPeriod: Decider<LedgerPeriod, LedgerPeriodCommand, LedgerPeriodEvent> = {
  category: 'ledgerPeriod',
  initial: nothingClosed,
  evolve,
  decide: (command, period) => {
    switch (command.type) {
      case 'ClosePeriod':
        return closePeriod(command, period);
      case 'ReopenPeriod':
        return reopenPeriod(command, period);
    }
  },
};

/** One company keeps these books. */
export const LEDGER = 'company';
