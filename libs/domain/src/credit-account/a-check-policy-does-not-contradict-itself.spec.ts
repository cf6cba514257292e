import { onDisk } from '@test/support/policies-on-disk';
import { checkPolicy } from './check-policy';

type Document = Record<string, unknown>;
const house: Document = {
  ...{ id: 'house', version: 1, source: 'a spec', countUnallocatedCash: true, reservationDays: 14 },
  rules: [
    { rule: 'not-on-hold', reaction: 'block' },
    { rule: 'free-limit', reaction: 'block' },
  ],
};
/** Where the document is refused; nowhere when it is taken. */
const refusedAt = (changes: Document): string[] =>
  (checkPolicy.safeParse({ ...house, ...changes }).error?.issues ?? []).map(({ path }) => path.join('.'));
const rules = (...added: Document[]): Document => ({ rules: [...(house['rules'] as Document[]), ...added] });

describe('a check policy', () => {
  test('as it is delivered is taken, old and new', () => {
    expect(refusedAt(onDisk('credit-check/standard.json') as Document)).toEqual([]);
    expect(refusedAt(onDisk('credit-check/standard-v2.json') as Document)).toEqual([]);
    expect(refusedAt({})).toEqual([]);
  });

  test('of before says nothing of what came later: nothing is tolerated, nothing looked at twice', () =>
    expect(checkPolicy.parse(house)).toMatchObject({
      ...{ uncounted: [], deviationPercent: '0', checkpoints: {}, together: [] },
      specialApproval: { daysMax: 30, usesMax: 10, excusable: ['free-limit'] },
    }));

  test.each<[string, Document, string]>([
    ['a rule twice', rules({ rule: 'free-limit', reaction: 'warn' }), 'rules.2.rule'],
    ['no rule at all', { rules: [] }, 'rules'],
    ['together with a rule that it does not have', { together: ['free-limit', 'prior-batch'] }, 'together.1'],
    [
      'a checkpoint by a rule that it does not have',
      { checkpoints: { delivery: { rules: ['not-on-hold', 'not-blacklisted'], graceDays: 1 } } },
      'checkpoints.delivery.rules.1',
    ],
    [
      'a checkpoint that asks for room again',
      { checkpoints: { 'goods-issue': { rules: ['free-limit'], graceDays: 1 } } },
      'checkpoints.goods-issue.rules.0',
    ],
    ['cash that counts and does not', { uncounted: ['disputed', 'unallocatedCash'] }, 'uncounted.1'],
    ['a maximum of nothing', rules({ rule: 'component-maximum', reaction: 'warn', maxima: {} }), 'rules.2.maxima'],
    [
      'a maximum of a component that there is not',
      rules({ rule: 'component-maximum', reaction: 'warn', maxima: { bills: '1.00', stock: '1.00' } }),
      'rules.2.maxima',
    ],
    ['a tolerance below nothing', { deviationPercent: '-1' }, 'deviationPercent'],
    ['reservations without end', { reservationDays: 0 }, 'reservationDays'],
    ['a word that it does not know', { overdraft: true }, ''],
    [
      'a grade that there is not',
      rules({ rule: 'grade-allowed', reaction: 'warn', worstCharacteristic: 7 }),
      'rules.2.worstCharacteristic',
    ],
  ])('with %s is refused, and the place is said', (_, changes, place) => expect(refusedAt(changes)).toEqual([place]));

  test('may leave cash out either way', () =>
    expect(refusedAt({ countUnallocatedCash: false, uncounted: ['unallocatedCash'] })).toEqual([]));
});
