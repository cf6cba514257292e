import { dateOf } from '@app/kernel/business-date';
import { specFor } from '@test/support/given-when-then';
import { onDisk } from '@test/support/policies-on-disk';
import { authorityPolicy } from '../authority/authority-policy';
import { ledgerPeriod, type LedgerPeriodCommand } from './decider';
import type { LedgerPeriodEvent } from './events';
import { closureOf, openFrom } from './ledger-period';

const authority = authorityPolicy.parse(onDisk('authority/standard-v5.json'));
const on = dateOf('2026-05-01');
const close = (month: string, more: { closedBy?: string; on?: string } = {}): LedgerPeriodCommand => ({
  type: 'ClosePeriod',
  data: { month, closedBy: more.closedBy ?? 'finance-zhou', on: dateOf(more.on ?? on), authority },
});
const reopen = (month: string, by = 'director-liu', reason = 'late invoices'): LedgerPeriodCommand => ({
  type: 'ReopenPeriod',
  data: { month, reason, by, on, authority },
});
const closed = (month: string): LedgerPeriodEvent => ({
  type: 'PeriodClosed',
  data: { month, closedBy: 'finance-zhou', on },
});
const reopened = (month: string): LedgerPeriodEvent => ({
  type: 'PeriodReopened',
  data: { month, reason: 'late invoices', by: 'director-liu', on },
});
const after = specFor(ledgerPeriod);
const stateOf = (...events: LedgerPeriodEvent[]) => events.reduce(ledgerPeriod.evolve, ledgerPeriod.initial);

describe('closing a month', () => {
  test('begins with any month, and goes on with the next, over the end of a year too', () => {
    after().when(close('2026-03')).then(closed('2026-03'));
    after(closed('2026-03')).when(close('2026-04')).then(closed('2026-04'));
    after(closed('2025-12')).when(close('2026-01')).then(closed('2026-01'));
    after(closed('2025-11')).when(close('2026-01')).thenProblem('period-order');
  });

  test('waits until it is over: on its last day it is not, on the day after it is', () => {
    after()
      .when(close('2026-04', { on: '2026-04-30' }))
      .thenProblem('period-not-over');
    expect(
      after()
        .when(close('2026-04', { on: '2026-05-01' }))
        .decided(),
    ).toHaveLength(1);
  });

  test('a second time does nothing', () => {
    after(closed('2026-03')).when(close('2026-03')).thenNothing();
    after(closed('2026-03'), closed('2026-04'))
      .when(close('2026-03', { closedBy: 'finance-li' }))
      .thenNothing();
  });

  test('takes somebody who may', () =>
    after()
      .when(close('2026-03', { closedBy: 'sales-zhao' }))
      .thenProblem('role-may-not'));
});

describe('opening a month again', () => {
  const given = [closed('2026-03'), closed('2026-04')];

  test('begins with the last, by somebody who may post into it', () => {
    after(...given)
      .when(reopen('2026-04'))
      .then(reopened('2026-04'));
    after(...given)
      .when(reopen('2026-03'))
      .thenProblem('period-order');
    after(...given)
      .when(reopen('2026-04', 'finance-zhou'))
      .thenProblem('role-may-not');
  });

  test('again does nothing, and of one that is not closed is refused', () => {
    after(...given, reopened('2026-04'))
      .when(reopen('2026-04'))
      .thenNothing();
    after(...given, reopened('2026-04'))
      .when(reopen('2026-04', 'director-liu', 'x'))
      .thenProblem('period-not-closed');
    after(...given)
      .when(reopen('2026-05'))
      .thenProblem('period-not-closed');
  });

  test('lets it be closed again', () =>
    after(...given, reopened('2026-04'))
      .when(close('2026-04'))
      .then(closed('2026-04')));
});

describe('what is closed', () => {
  test('is everything before the first open day, and who closed it is known', () => {
    expect(openFrom(stateOf())).toBeUndefined();
    const state = stateOf(closed('2026-03'), closed('2026-04'));
    expect(openFrom(state)).toBe('2026-05-01');
    const monthOn = (day: string) => closureOf(state, dateOf(day))?.month;
    expect(['2020-01-01', '2026-03-31', '2026-04-30', '2026-05-01'].map(monthOn)).toEqual([
      ...['2026-03', '2026-03', '2026-04', undefined],
    ]);
    expect(openFrom(stateOf(closed('2026-03'), reopened('2026-03')))).toBeUndefined();
  });
});
