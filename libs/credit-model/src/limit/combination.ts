import { Exact, exact } from '@app/kernel/exact';
import { isNil, nil, ofYuan, smaller, type Yuan } from '@app/kernel/yuan';
import type { AssessmentInput } from '../assessment-input';
import type { Combination } from '../assessment-result';
import type { ScoringPolicy } from '../policy';
import { bandOf } from '../policy/bands';
import type { CharacteristicGrade } from '../policy/policy-shape';

type Candidate = Combination['candidates'][number];
const cutToFen = (amount: Exact): Yuan => ofYuan(amount.toDecimalPlaces(2, Exact.ROUND_DOWN));

const FACTOR_DECIMALS = 6;

/** base × factor, multiplied before it is divided: a factor without an end (64/60) is rounded, its amount is not. */
export type Combined = Readonly<{ factor: Exact; amount: Exact }>;

const stepped = (policy: ScoringPolicy, base: Exact, percent: Exact): Combined => {
  const { timesPercent, plus } = bandOf(policy.stepped.bands, percent);
  const factor = percent.times(timesPercent).div(100).plus(plus);
  return { factor, amount: base.times(factor) };
};

const proportional = ({ proportional: rule }: ScoringPolicy, base: Exact, percent: Exact): Combined => {
  if (percent.lte(rule.nothingUpTo)) return { factor: exact(0), amount: exact(0) };
  const atMost = exact(rule.atMost);
  if (percent.gte(atMost.times(rule.reference))) return { factor: atMost, amount: base.times(atMost) };
  const factor = percent.divTo(rule.reference, FACTOR_DECIMALS);
  return { factor, amount: base.times(percent).div(rule.reference) };
};

/** What the characteristic percent makes of the base limit, under the strategy in force. */
export const combine = (policy: ScoringPolicy, base: Exact, percent: Exact): Combined => {
  switch (policy.strategy) {
    case 'stepped':
      return stepped(policy, base, percent);
    case 'proportional':
      return proportional(policy, base, percent);
  }
};

/** What the customer can sell within the term, times what its grade is trusted with; unknown without a sales figure. */
export const needCapOf = (
  { needCap }: ScoringPolicy,
  { expectedMonthlySales, termDays }: AssessmentInput,
  grade: CharacteristicGrade,
): Yuan | undefined => {
  const percent = needCap.percent[grade];
  if (expectedMonthlySales === undefined || percent === undefined) return undefined;
  const wanted = exact(expectedMonthlySales).times(termDays).times(percent);
  return cutToFen(wanted.div(exact(needCap.daysPerMonth).times(100)));
};

const candidatesFor = (
  policy: ScoringPolicy,
  input: AssessmentInput,
  grade: CharacteristicGrade,
  { combined, secured }: Readonly<{ combined: Exact; secured: Yuan }>,
): Candidate[] => {
  const needCap = needCapOf(policy, input, grade);
  const onlySecured = policy.buying.onlySecured.includes(grade);
  const candidates: Candidate[] = [
    { code: 'combined', amount: cutToFen(combined) },
    { code: 'asked', amount: input.asked },
  ];
  if (needCap !== undefined) candidates.push({ code: 'need-cap', amount: needCap });
  if (onlySecured) candidates.push({ code: 'security', amount: secured });
  return candidates;
};

/** Down to the policy's step: a limit is never rounded up. */
const downTo = (step: string, amount: Yuan): Yuan => ofYuan(exact(amount).divToInt(step).times(step));

export type Limited = Readonly<{ limit: Yuan; combination: Combination }>;

export const limitOf = (
  policy: ScoringPolicy,
  input: AssessmentInput,
  grade: CharacteristicGrade,
  { base, percent, secured }: Readonly<{ base: Exact; percent: Exact; secured: Yuan }>,
): Limited => {
  const { factor, amount } = combine(policy, base, percent);
  const candidates = candidatesFor(policy, input, grade, { combined: amount, secured });
  const lowest = candidates.map((candidate) => candidate.amount).reduce(smaller);
  const smallest = candidates.find((candidate) => candidate.amount === lowest)?.code ?? 'combined';
  const notAtAll = policy.buying.notAtAll.includes(grade) || isNil(lowest);
  const step = policy.rounding.limitStep;
  return {
    limit: notAtAll ? nil : downTo(step, lowest),
    combination: { strategy: policy.strategy, factor: factor.toFixed(), candidates, smallest, step },
  };
};
