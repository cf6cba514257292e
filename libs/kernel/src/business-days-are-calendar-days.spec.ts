import { assert, integer, property } from 'fast-check';
import {
  addDays,
  addMonths,
  businessDate,
  businessDateAt,
  dateOf,
  dateOffset,
  daysBetween,
  earliest,
  endOfMonth,
  isBefore,
  offsetFrom,
} from './business-date';

const SHANGHAI = 'Asia/Shanghai';
const moved = (date: string, offset: string): string => offsetFrom(dateOf(date), dateOffset.parse(offset));

describe('a business date', () => {
  test.each(['1900-01-01', '2024-02-29', '2000-02-29', '2026-12-31', '2199-12-31'])('can be %s', (text) =>
    expect(businessDate.parse(text)).toBe(text),
  );

  test.each([
    '2026-02-29', // no leap year
    '1900-02-29', // a century is none either
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '1899-12-31',
    '2200-01-01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '2026-01-01\n',
    '２０２６-01-01',
    '',
  ])('cannot be %j', (text) => expect(businessDate.safeParse(text).success).toBe(false));

  test.each([20260101, null, undefined, new Date(0)])('cannot be other than text: %p', (value) =>
    expect(businessDate.safeParse(value).success).toBe(false),
  );
});

describe('adding months', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-01-30', 1, '2026-02-28'],
    ['2026-02-28', 1, '2026-03-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-05-31', 0, '2026-05-31'],
  ])('%s and %i is %s', (from, months, to) => expect(addMonths(dateOf(from), months)).toBe(to));
});

describe('an offset', () => {
  test.each([
    ['2026-03-01', 'P7D', '2026-03-08'],
    ['2026-03-01', '-P7D', '2026-02-22'],
    ['2024-03-01', '-P1D', '2024-02-29'],
    ['2026-12-29', 'P2W', '2027-01-12'],
    ['2026-12-29', '-P1W', '2026-12-22'],
    ['2026-01-31', 'P1M', '2026-02-28'],
    ['2026-03-31', '-P1M', '2026-02-28'],
    ['2026-03-01', 'P0D', '2026-03-01'],
    ['2026-03-01', 'P0M', '2026-03-01'],
  ])('from %s by %s is %s', (from, offset, to) => expect(moved(from, offset)).toBe(to));

  test.each(['P1Y', 'P1', '7D', 'P1.5D', 'P-7D', '+P7D', 'P10000D', 'P1M1D', 'PT7H', ''])('cannot be %j', (text) =>
    expect(dateOffset.safeParse(text).success).toBe(false),
  );

  test.each([
    ['2199-12-31', 'P1M', '2199-12-31'],
    ['2199-12-31', 'P9999W', '2199-12-31'],
    ['1900-01-03', '-P7D', '1900-01-01'],
    ['1900-01-31', '-P9999M', '1900-01-01'],
  ])('from %s by %s stops at %s, the edge of the calendar', (from, offset, to) => expect(moved(from, offset)).toBe(to));

  test('of more days than a clock can count stops there too', () => {
    expect(addDays(dateOf('2026-03-01'), Number.MAX_SAFE_INTEGER)).toBe('2199-12-31');
    expect(addDays(dateOf('2026-03-01'), Number.MIN_SAFE_INTEGER)).toBe('1900-01-01');
  });
});

describe('the distance of two days', () => {
  test.each([
    ['2026-03-01', '2026-03-01', 0],
    ['2026-02-28', '2026-03-01', 1],
    ['2024-02-28', '2024-03-01', 2],
    ['2026-03-01', '2026-02-28', -1],
    ['2026-01-01', '2027-01-01', 365],
    ['1900-01-01', '2199-12-31', 109_572],
  ])('from %s to %s is %i', (a, b, days) => expect(daysBetween(dateOf(a), dateOf(b))).toBe(days));

  test('is what adding days undoes, on any day of three centuries', () =>
    assert(
      property(integer({ min: 0, max: 109_572 }), integer({ min: 0, max: 109_572 }), (first, second) => {
        const start = dateOf('1900-01-01');
        const [a, b] = [addDays(start, first), addDays(start, second)];
        expect(daysBetween(a, b)).toBe(second - first);
        expect(addDays(a, second - first)).toBe(b);
        expect(isBefore(a, b)).toBe(first < second);
      }),
      { numRuns: 500, seed: 20260301 },
    ));
});

test('the earliest of some days is the first of them, and of none there is none', () => {
  expect(earliest(['2026-03-01', '2025-12-31', '2026-01-01'].map(dateOf))).toBe('2025-12-31');
  expect(earliest([])).toBeUndefined();
});

test.each([
  ['2026-02-01', '2026-02-28'],
  ['2024-02-29', '2024-02-29'],
  ['2026-12-05', '2026-12-31'],
  ['2199-12-31', '2199-12-31'],
])('the month of %s ends on %s', (date, end) => expect(endOfMonth(dateOf(date))).toBe(end));

describe('the business day at an instant', () => {
  test.each([
    ['2026-03-01T15:59:59.999Z', '2026-03-01'], // a millisecond before midnight in Shanghai
    ['2026-03-01T16:00:00.000Z', '2026-03-02'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2024-02-28T16:00:00.000Z', '2024-02-29'],
    ['2026-03-01T00:00:00.000Z', '2026-03-01'],
    ['1988-07-01T15:30:00.000Z', '1988-07-02'], // China kept summer time then: nine hours ahead
  ])('%s in Shanghai is %s', (instant, day) => expect(businessDateAt(new Date(instant), SHANGHAI)).toBe(day));

  test('depends on the zone, not on the machine', () => {
    const instant = new Date('2026-03-01T16:00:00.000Z');
    expect(businessDateAt(instant, 'America/New_York')).toBe('2026-03-01');
    expect(businessDateAt(instant, 'Pacific/Kiritimati')).toBe('2026-03-02');
  });
});
