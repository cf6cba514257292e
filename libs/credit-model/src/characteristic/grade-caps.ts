import { addMonths } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import type { AssessmentInput } from '../assessment-input';
import type { Cap } from '../assessment-result';
import type { ScoringPolicy } from '../policy';
import { bandOf } from '../policy/bands';
import { characteristicGrade, type CharacteristicGrade } from '../policy/policy-shape';
import { coverageOf, type Score } from './characteristic-score';

type Fired = Omit<Cap, 'lowered'>;
/** A cap says how high the grade may be, and on what figure; or says nothing. All caps are looked at. */
type CapRule = (policy: ScoringPolicy, input: AssessmentInput, score: Score) => Fired | undefined;

const blacklistedNotAtAll: CapRule = ({ caps }, { flags }) =>
  flags?.blacklisted === true ? { code: 'blacklisted', atMost: caps.blacklisted.atMost } : undefined;

const suedBySupplier: CapRule = ({ caps }, { flags }) =>
  flags?.suedBySupplier === true ? { code: 'sued-by-supplier', atMost: caps.suedBySupplier.atMost } : undefined;

const tooLittleIsKnown: CapRule = (policy, _, score) => {
  const { underPercent, atMost } = policy.caps.lowCoverage;
  const under = exact(score.answered).times(100).lt(exact(score.aspects).times(underPercent));
  return under ? { code: 'low-coverage', atMost, figure: coverageOf(policy, score), edge: underPercent } : undefined;
};

const customerIsNew: CapRule = ({ caps: { newCustomer } }, { customerSince, assessedOn }) => {
  if (customerSince === undefined || addMonths(customerSince, newCustomer.underMonths) <= assessedOn) return undefined;
  return {
    code: 'new-customer',
    atMost: newCustomer.atMost,
    figure: customerSince,
    edge: addMonths(assessedOn, -newCustomer.underMonths),
  };
};

const groupIsWeak: CapRule = (policy, _, { groups }) => {
  const { group, underPercent, atMost } = policy.caps.weakGroup;
  const found = groups.find(({ code }) => code === group);
  if (found === undefined || !found.weighted.times(100).lt(found.maximum.times(underPercent))) return undefined;
  const figure = found.weighted.times(100).divTo(found.maximum, policy.rounding.scoreDecimals).toFixed();
  return { code: 'weak-group', atMost, figure, edge: underPercent };
};

const rules: readonly CapRule[] = [blacklistedNotAtAll, suedBySupplier, tooLittleIsKnown, customerIsNew, groupIsWeak];

const rank = (grade: CharacteristicGrade): number => characteristicGrade.options.indexOf(grade);
const worse = (a: CharacteristicGrade, b: CharacteristicGrade): CharacteristicGrade => (rank(a) >= rank(b) ? a : b);

type Graded = Readonly<{ uncapped: CharacteristicGrade; grade: CharacteristicGrade; caps: Cap[] }>;

/** The grade by the unrounded percent, and what the caps leave of it. */
export const gradeOf = (policy: ScoringPolicy, input: AssessmentInput, score: Score): Graded => {
  const uncapped = bandOf(policy.grades.bands, score.percent).grade;
  const fired = rules.map((rule) => rule(policy, input, score)).filter((cap) => cap !== undefined);
  return {
    uncapped,
    grade: fired.reduce((grade, { atMost }) => worse(grade, atMost), uncapped),
    caps: fired.map((cap) => ({ ...cap, lowered: rank(cap.atMost) > rank(uncapped) })),
  };
};
