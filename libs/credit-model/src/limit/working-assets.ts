import { exact, type Exact } from '@app/kernel/exact';
import { ofYuan } from '@app/kernel/yuan';
import type { Guard, WorkingAssets } from '../assessment-result';
import type { BalanceFigures } from '../figures';
import type { ScoringPolicy } from '../policy';
import { bandOf } from '../policy/bands';

const EVALUATION_DECIMALS = 6;
const nil = exact(0);

/** CA/CL + (CA − inventory)/CL − CL/NW − TL/NW over one denominator, CL × NW: exact, whatever the quotients look like. */
const evaluationFraction = (figures: BalanceFigures): Readonly<{ numerator: Exact; denominator: Exact }> => {
  const { currentAssets, inventory, currentLiabilities, totalLiabilities, equity } = figures;
  const forIt = currentAssets.times(2).minus(inventory).times(equity);
  const against = currentLiabilities.plus(totalLiabilities).times(currentLiabilities);
  return { numerator: forIt.minus(against), denominator: currentLiabilities.times(equity) };
};

/** Without these the formula's signs flip, and a firm that owes more than it has lands in the best band. */
const guardsOf = ({ equity, currentLiabilities }: BalanceFigures, workingAssets: Exact): Guard[] => {
  const guards: Guard[] = [];
  if (!equity.gt(nil)) guards.push('net-worth-not-positive');
  if (!workingAssets.gt(nil)) guards.push('working-assets-not-positive');
  if (!currentLiabilities.gt(nil)) guards.push('no-current-liabilities');
  return guards;
};

type BaseLimit = Readonly<{ base: Exact; view: WorkingAssets }>;

/** The working assets model 营运资产分析模型 on the latest balance sheet, in yuan. */
export const workingAssetsOf = (policy: ScoringPolicy, figures: BalanceFigures): BaseLimit => {
  const { year, currentAssets, inventory, currentLiabilities, totalAssets, totalLiabilities, equity } = figures;
  const workingCapital = currentAssets.minus(currentLiabilities);
  const workingAssets = workingCapital.plus(equity).div(2);
  const guards = guardsOf(figures, workingAssets);
  const stated = {
    year,
    currentAssets: ofYuan(currentAssets),
    inventory: ofYuan(inventory),
    currentLiabilities: ofYuan(currentLiabilities),
    totalAssets: ofYuan(totalAssets),
    totalLiabilities: ofYuan(totalLiabilities),
    workingCapital: ofYuan(workingCapital),
    netWorth: ofYuan(equity),
    workingAssets: workingAssets.toFixed(),
    guards,
  };
  if (guards.length > 0) return { base: nil, view: Object.assign(stated, { baseLimit: '0' }) };
  const { numerator, denominator } = evaluationFraction(figures);
  const { percent } = bandOf(policy.evaluation.bands, numerator, denominator);
  const base = workingAssets.times(percent).div(100);
  const evaluationValue = numerator.divTo(denominator, EVALUATION_DECIMALS).toFixed();
  return { base, view: Object.assign(stated, { evaluationValue, percent, baseLimit: base.toFixed() }) };
};
