import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { customerId, opened } from '@test/support/account-events';
import { standardCheck } from '@test/support/policies-on-disk';
import { creditAccount } from './decider';
import type { CreditAccountEvent } from './events';
import { exposureOn, positionOf } from './exposure';
import { agreementOn } from './limit';

// The first agreement runs from the first of March to the end of the year. Renewals are signed while it runs.
const first = opened('1000.00');
const renewal = (agreementId: string, limit: number, from: string, to: string, on: string): CreditAccountEvent => ({
  type: 'AccountOpened',
  data: {
    customerId,
    agreementId,
    limit: ofYuan(limit),
    grade: '3A2',
    termDays: 30,
    validFrom: dateOf(from),
    validTo: dateOf(to),
    on: dateOf(on),
  },
});
const next = renewal('HT-2', 2000, '2027-01-01', '2027-12-31', '2026-11-20');
const limitOn = (day: string, ...events: readonly CreditAccountEvent[]) =>
  exposureOn(positionOf(events.reduce(creditAccount.evolve, creditAccount.initial)), dateOf(day), standardCheck).limit;

describe('a renewal that is signed ahead', () => {
  test('leaves the agreement before it in force to its last day, and begins on its own first day', () => {
    expect(limitOn('2026-11-20', first, next)).toBe('1000.00');
    expect(limitOn('2026-12-31', first, next)).toBe('1000.00');
    expect(limitOn('2027-01-01', first, next)).toBe('2000.00');
    expect(limitOn('2028-01-01', first, next)).toBe('0.00');
  });

  test('fills no gap: between the two nothing is in force', () => {
    const later = renewal('HT-2', 2000, '2027-01-03', '2027-12-31', '2026-11-20');
    expect(limitOn('2026-12-31', first, later)).toBe('1000.00');
    expect(limitOn('2027-01-01', first, later)).toBe('0.00');
    expect(limitOn('2027-01-02', first, later)).toBe('0.00');
    expect(limitOn('2027-01-03', first, later)).toBe('2000.00');
  });

  test('counts at once when it begins on the day of its signature', () => {
    const now = renewal('HT-2', 2000, '2026-11-20', '2027-12-31', '2026-11-20');
    expect(limitOn('2026-11-20', first, now)).toBe('2000.00');
  });

  test('stands back behind one that was signed after it and has begun', () => {
    const corrected = renewal('HT-3', 3000, '2027-01-01', '2027-12-31', '2026-12-01');
    expect(limitOn('2026-12-31', first, next, corrected)).toBe('1000.00');
    expect(limitOn('2027-01-01', first, next, corrected)).toBe('3000.00');
  });

  test('brings its own term with it', () => {
    const { agreement } = [first, next].reduce(creditAccount.evolve, creditAccount.initial);
    expect(agreementOn(agreement, dateOf('2026-12-31'))).toMatchObject({ agreementId: 'HT-1', termDays: 60 });
    expect(agreementOn(agreement, dateOf('2027-01-01'))).toMatchObject({ agreementId: 'HT-2', termDays: 30 });
  });
});
