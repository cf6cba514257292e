import { array, assert, integer, property, record } from 'fast-check';
import { addDays, dateOf, daysBetween } from '@app/kernel/business-date';
import { specFor } from '@test/support/given-when-then';
import { onDisk } from '@test/support/policies-on-disk';
import { exchangeRates } from './decider';
import type { ExchangeRateEvent } from './events';
import { exchangeRatePolicy } from './exchange-rate-policy';
import { rateOn, type SetRate } from './rate-book';

const policy = exchangeRatePolicy.parse(onDisk('exchange-rate/standard.json'));
const first = dateOf('2026-03-02');
const set = (day: string, rate: string, more: Partial<SetRate['data']> = {}): SetRate => ({
  type: 'SetRate',
  data: {
    ...{ currency: 'USD', on: dateOf(day), rate, source: 'PBoC', setBy: 'finance-zhou', policy },
    ...{ today: dateOf('2026-03-31'), ...more },
  },
});
const was = (day: string, rate: string): ExchangeRateEvent => ({
  type: 'RateSet',
  data: { currency: 'USD', on: dateOf(day), rate, source: 'PBoC', setBy: 'finance-zhou' },
});
const after = specFor(exchangeRates);
const bookOf = (...events: ExchangeRateEvent[]) => events.reduce(exchangeRates.evolve, exchangeRates.initial);

describe('setting a rate', () => {
  test('is recorded with its day, its source and who set it', () =>
    after().when(set('2026-03-02', '7.1234')).then(was('2026-03-02', '7.1234')));

  test('again does nothing, however many noughts it is written with', () => {
    after(was('2026-03-02', '7.10')).when(set('2026-03-02', '7.10')).thenNothing();
    after(was('2026-03-02', '7.10')).when(set('2026-03-02', '7.1')).thenNothing();
  });

  test('otherwise for the same day takes somebody who says what it replaces, and is not undone by a late resend', () => {
    const given = was('2026-03-02', '7.10');
    after(given).when(set('2026-03-02', '7.20')).thenProblem('same-id-other-content');
    after(given)
      .when(set('2026-03-02', '7.20', { replaces: '7.11' }))
      .thenProblem('same-id-other-content');
    after(given)
      .when(set('2026-03-02', '7.20', { replaces: '7.1' }))
      .then(was('2026-03-02', '7.20'));
    after(given, was('2026-03-02', '7.20'))
      .when(set('2026-03-02', '7.20', { replaces: '7.10' }))
      .thenNothing();
    after(given, was('2026-03-02', '7.20')).when(set('2026-03-02', '7.10')).thenProblem('same-id-other-content');
  });

  test('of a day to come, of nothing, or of a currency that nobody trades in is refused', () => {
    after().when(set('2026-04-01', '7.10')).thenProblem('date-order');
    after().when(set('2026-03-02', '0')).thenProblem('rate-not-positive');
    after().when(set('2026-03-02', '-7.1')).thenProblem('rate-not-positive');
    after()
      .when(set('2026-03-02', '7.10', { currency: 'USB' }))
      .thenProblem('unknown-currency');
    after()
      .when(set('2026-03-02', '1', { currency: 'CNY' }))
      .thenProblem('unknown-currency');
  });
});

describe('the rate that counts on a day', () => {
  test('is the last one on or before it, and none that is too old', () => {
    const book = bookOf(was('2026-03-09', '7.20'), was('2026-03-02', '7.10'));
    const on = (day: string) => rateOn(book, dateOf(day), 10)?.rate;
    expect(['2026-03-01', '2026-03-02', '2026-03-08', '2026-03-09'].map(on)).toEqual([
      undefined,
      '7.10',
      '7.10',
      '7.20',
    ]);
    expect(['2026-03-19', '2026-03-20'].map(on)).toEqual(['7.20', undefined]);
  });

  test('is, of two for a day, the later one', () =>
    expect(rateOn(bookOf(was('2026-03-02', '7.10'), was('2026-03-02', '7.11')), first, 0)?.rate).toBe('7.11'));

  test('is what a search through all that was ever set finds', () => {
    const drawn = record({ day: integer({ min: 0, max: 40 }), rate: integer({ min: 1, max: 99 }) });
    assert(
      property(
        array(drawn, { maxLength: 30 }),
        integer({ min: 0, max: 50 }),
        integer({ min: 0, max: 12 }),
        (all, day, age) => {
          const events = all.map((one) => was(addDays(first, one.day), `7.${one.rate}`));
          const wanted = addDays(first, day);
          const candidates = events.filter(({ data }) => data.on <= wanted && daysBetween(data.on, wanted) <= age);
          const latest = candidates
            .map(({ data }) => data.on)
            .sort()
            .at(-1);
          const expected = candidates.filter(({ data }) => data.on === latest).at(-1)?.data.rate;
          expect(rateOn(bookOf(...events), wanted, age)?.rate).toBe(expected);
        },
      ),
    );
  });
});
