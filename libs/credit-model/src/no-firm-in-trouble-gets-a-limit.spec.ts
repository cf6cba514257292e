import { exact } from '@app/kernel/exact';
import { exampleFile, measuringPolicy, standardPolicy } from '@test/support/scoring-policy';
import { assess } from './assess';
import type { AssessmentInput } from './assessment-input';
import { bandOf } from './policy/bands';

/** As many as the firm records on which the unguarded formula was tried; 538 of them owed more than they had. */
const FIRMS = 12_937;
const IN_TROUBLE_EVERY = 24;

const file = exampleFile('assess-worked-example');

/** A linear congruential generator: the same firms in every run. */
const seeded = (seed: number) => {
  let state = (Math.imul(seed + 1, 2_654_435_761) ^ 0x9e3779b9) >>> 0;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

type Firm = Readonly<{
  currentAssets: number;
  inventory: number;
  currentLiabilities: number;
  totalAssets: number;
  totalLiabilities: number;
}>;

/** One in twenty-four owes more than it has, some by a fen, some have nothing left, and some no current liabilities at all. */
const firm = (n: number): Firm => {
  const random = seeded(n);
  const totalAssets = 1_000 + random(5_000_000);
  const currentAssets = random(totalAssets + 1);
  const inventory = random(currentAssets + 1);
  const kind = n % IN_TROUBLE_EVERY === 0 ? n % 5 : -1;
  const totalLiabilities =
    [totalAssets, totalAssets + 1, totalAssets + random(900_000), totalAssets * 3, totalAssets][kind] ??
    random(totalAssets);
  const currentLiabilities = n % 97 === 0 ? 0 : random(totalLiabilities + 1);
  return { currentAssets, inventory, currentLiabilities, totalAssets, totalLiabilities };
};

const inputOf = (lines: Firm, n: number): AssessmentInput => ({
  ...file,
  statements: [
    {
      year: 2025,
      unit: 'yuan',
      balance: {
        currentAssets: String(lines.currentAssets),
        inventory: String(lines.inventory),
        currentLiabilities: String(lines.currentLiabilities),
        totalAssets: String(lines.totalAssets),
        totalLiabilities: String(lines.totalLiabilities),
      },
    },
  ],
  expectedMonthlySales: file.asked,
  termDays: 30 + (n % 90),
});

/** What the formula says without its guards: with a net worth below zero its signs flip. */
const unguardedPercent = ({
  currentAssets,
  inventory,
  currentLiabilities,
  totalAssets,
  totalLiabilities,
}: Firm): string => {
  const equity = exact(totalAssets).minus(totalLiabilities);
  if (equity.isZero() || currentLiabilities === 0) return '0';
  const value = exact(2 * currentAssets - inventory)
    .div(currentLiabilities)
    .minus(exact(currentLiabilities + totalLiabilities).div(equity));
  return bandOf(standardPolicy.evaluation.bands, value).percent;
};

describe(`of ${FIRMS} firms, one in ${IN_TROUBLE_EVERY} of which owes as much as it has or more,`, () => {
  const firms = Array.from({ length: FIRMS }, (_, n) => firm(n));

  test('none without net worth or working assets gets a limit, though the formula alone would give most of them one', () => {
    let inTrouble = 0;
    let flattered = 0;
    for (const [n, lines] of firms.entries()) {
      const netWorth = lines.totalAssets - lines.totalLiabilities;
      const workingAssets = lines.currentAssets - lines.currentLiabilities + netWorth;
      if (netWorth > 0 && workingAssets > 0 && lines.currentLiabilities > 0) continue;
      inTrouble += 1;
      if (netWorth < 0 && unguardedPercent(lines) === '25') flattered += 1;
      const { limit, grade } = assess(standardPolicy, inputOf(lines, n));
      expect([n, limit, grade]).toEqual([n, '0.00', undefined]);
    }
    expect(inTrouble).toBeGreaterThan(FIRMS / IN_TROUBLE_EVERY);
    expect(flattered).toBeGreaterThan(100);
  });

  test('none gets more than it asks for, more than it needs, or a grade without a limit', () => {
    for (const [n, lines] of firms.entries()) {
      if (n % 7 !== 0) continue;
      const input = inputOf(lines, n);
      const { limit, grade, combination } = assess(measuringPolicy, input);
      expect(exact(limit).lte(input.asked)).toBe(true);
      const need = combination.candidates.find(({ code }) => code === 'need-cap');
      if (need !== undefined) expect(exact(limit).lte(need.amount)).toBe(true);
      expect(grade === undefined).toBe(exact(limit).isZero());
    }
  });
});
