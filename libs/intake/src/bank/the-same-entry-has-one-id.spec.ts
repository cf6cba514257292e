import fc from 'fast-check';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { lineIdsOf } from './identity';
import type { Entry } from './statement';

const entry = (more: Partial<Entry> = {}): Entry => ({
  ...{ where: 'line 1', kind: 'credit', amount: ofYuan(10), currency: 'CNY', remittance: '货款' },
  ...{ bookedOn: dateOf('2026-10-12'), valueDate: dateOf('2026-10-12') },
  ...more,
});
const ids = (...entries: Entry[]) => lineIdsOf('main', { entries });
const [one] = ids(entry());

describe('the id of an entry', () => {
  test('is its reference with day, amount and side, whatever else a file says', () => {
    const [id] = ids(entry({ reference: 'R-1' }));
    expect(ids(entry({ reference: 'r - 1', remittance: 'other', payerName: '甲', where: 'Ntry 7' }))).toEqual([id]);
    for (const other of [{ amount: ofYuan(11) }, { bookedOn: dateOf('2026-10-13') }, { kind: 'bounce' as const }])
      expect(ids(entry({ reference: 'R-1', ...other }))).not.toEqual([id]);
  });

  test('is its content where it has no reference, in one width and without blanks', () => {
    expect(ids(entry({ remittance: ' 货 款 ' }))).toEqual([one]);
    expect(ids(entry({ payerAccount: '6222 0216 0421' }))).toEqual(ids(entry({ payerAccount: '************0421' })));
    expect(ids(entry({ payerName: '甲' }))).not.toEqual([one]);
  });

  test('is another for the second of two that are alike, and on another account', () => {
    const [first, second] = ids(entry(), entry());
    expect(first).toBe(one);
    expect(second).not.toBe(first);
    expect(lineIdsOf('second', { entries: [entry()] })).not.toEqual([one]);
  });
});

// Files of whole days, overlapping in any way: together they hold what the longest of them holds of each day.
test('files that overlap add nothing twice and lose nothing', () => {
  const arbitrary = fc.record({
    day: fc.integer({ min: 1, max: 5 }),
    amount: fc.integer({ min: 1, max: 3 }),
    reference: fc.option(fc.integer({ min: 1, max: 1_000 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(arbitrary, { maxLength: 30, selector: ({ reference, ...rest }) => reference ?? { ...rest } }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), {
        minLength: 1,
        maxLength: 5,
      }),
      (drawn, periods) => {
        const all = drawn.map(({ day, amount, reference }) =>
          entry({
            ...{ bookedOn: dateOf(`2026-10-0${day}`), amount: ofYuan(amount) },
            ...(reference !== undefined && { reference: `R-${reference}` }),
          }),
        );
        const dayOf = ({ bookedOn }: Entry) => Number(bookedOn.slice(-1));
        const files = periods.map(([a, b]) =>
          all.filter((each) => dayOf(each) >= Math.min(a, b) && dayOf(each) <= Math.max(a, b)),
        );
        const covered = new Set(files.flat());
        const taken = new Set(files.flatMap((entries) => lineIdsOf('main', { entries })));
        expect(taken.size).toBe(covered.size);
      },
    ),
  );
});
