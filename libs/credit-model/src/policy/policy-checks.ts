import { exact } from '@app/kernel/exact';
import type { ScoringPolicyShape } from './policy-shape';

type Fault = Readonly<{ path: readonly (string | number)[]; message: string }>;
/** One thing that the parts of a policy have to agree on; says nothing when they do. */
type Check = (policy: ScoringPolicyShape) => readonly Fault[];

const sum = (texts: readonly string[]) => texts.reduce((total, text) => total.plus(text), exact(0));
const isHundred = (texts: readonly string[]) => sum(texts).eq(100);

const weightsNameTheItemsAndSumTo100: Check = ({ items, weights }) => {
  const codes = items.list.map(({ code }) => code);
  return Object.entries(weights.sets).flatMap(([stance, set]) => {
    const path = ['weights', 'sets', stance];
    const unknown = Object.keys(set).filter((code) => !codes.includes(code));
    const missing = codes.filter((code) => set[code] === undefined);
    const values = Object.values(set);
    return [
      ...unknown.map((code) => ({ path: [...path, code], message: `there is no item ${code}` })),
      ...missing.map((code) => ({ path: [...path, code], message: `item ${code} has no weight` })),
      ...(isHundred(values) ? [] : [{ path, message: `weights sum to ${sum(values).toFixed()}, not to 100` }]),
    ];
  });
};

const ratioWeightsSumTo100: Check = ({ ratios }) =>
  (['short', 'long'] as const).flatMap((term) => {
    const weights = ratios.list.map((ratio) => ratio.weights[term]);
    const message = `${term}-term weights sum to ${sum(weights).toFixed()}, not to 100`;
    return isHundred(weights) ? [] : [{ path: ['ratios', 'list'], message }];
  });

const codesAreDistinctAndInTheirPlace: Check = ({ groups, items }) => {
  const groupCodes: readonly string[] = groups.list.map(({ code }) => code);
  const seen = new Set<string>();
  return items.list.flatMap((item, index) => {
    const path = ['items', 'list', index];
    const found: Fault[] = [];
    if (seen.has(item.code)) found.push({ path: [...path, 'code'], message: `item ${item.code} is named twice` });
    seen.add(item.code);
    if (!groupCodes.includes(item.group)) {
      found.push({ path: [...path, 'group'], message: `there is no group ${item.group}` });
    }
    item.aspects.forEach(({ code }, at) => {
      if (code !== `${item.code}.${at + 1}`) {
        found.push({ path: [...path, 'aspects', at, 'code'], message: `this aspect is ${item.code}.${at + 1}` });
      }
    });
    return found;
  });
};

const pointsFallFromGoodToNone: Check = ({ points }) => {
  const order = [points.none, points.poor, points.fair, points.good];
  const falls = order.every((value, index) => index === 0 || exact(value).gt(order[index - 1] ?? value));
  return falls ? [] : [{ path: ['points'], message: 'good has to be above fair, fair above poor, poor above none' }];
};

const itemScoreReachesItsMaximum: Check = ({ points, itemScore, items }) => {
  if (!exact(itemScore.divisor).gt(0)) return [];
  return items.list.flatMap(({ code, aspects }, index) => {
    const highest = exact(points.good).times(aspects.length).div(itemScore.divisor);
    const message = `item ${code} reaches ${highest.toFixed()}, the maximum says ${itemScore.maximum}`;
    return highest.eq(itemScore.maximum) ? [] : [{ path: ['items', 'list', index], message }];
  });
};

const capsNameWhatExists: Check = ({ caps, groups, items }) => {
  const found: Fault[] = [];
  if (!groups.list.some(({ code }) => code === caps.weakGroup.group)) {
    found.push({ path: ['caps', 'weakGroup', 'group'], message: `there is no group ${caps.weakGroup.group}` });
  }
  for (const [customerClass, cap] of Object.entries(caps.customerClass)) {
    if (items.list.some(({ code }) => code === cap.item)) continue;
    found.push({ path: ['caps', 'customerClass', customerClass, 'item'], message: `there is no item ${cap.item}` });
  }
  return found;
};

const bandsNameEachGradeOnceInOrder: Check = ({ grades, tiers }) => {
  const gradeOrder = grades.bands.map(({ grade }) => grade).join(' ');
  const tierOrder = tiers.bands.map(({ tier }) => tier).join(' ');
  return [
    ...(gradeOrder === 'CA6 CA5 CA4 CA3 CA2 CA1'
      ? []
      : [
          {
            path: ['grades', 'bands'],
            message: `the bands run CA6 to CA1, lowest first, each once; found ${gradeOrder}`,
          },
        ]),
    ...(tierOrder === '1A 2A 3A 4A 5A'
      ? []
      : [{ path: ['tiers', 'bands'], message: `the bands run 1A to 5A, lowest first, each once; found ${tierOrder}` }]),
  ];
};

const FIVE = ['excellent', 'good', 'average', 'low', 'poor'] as const;
const levelsFallInOrder: Check = ({ standards, ratios }) =>
  ratios.list.flatMap(({ id, better }) => {
    const stated = FIVE.map((level) => standards.allIndustries[id]?.[level]).filter((value) => value !== undefined);
    const ordered = stated.every((value, index) => {
      const before = stated[index - 1];
      return before === undefined || (better === 'higher' ? exact(before).gt(value) : exact(before).lt(value));
    });
    const path = ['standards', 'allIndustries', id];
    return ordered ? [] : [{ path, message: 'the five levels have to run from excellent to poor' }];
  });

// A division by anything else would leave a percent without an end, which no text can hold unrounded.
const DIVISION_DECIMALS = 4;
const divisionsEnd: Check = ({ itemScore }) =>
  (['divisor', 'maximum'] as const).flatMap((field) => {
    const value = exact(itemScore[field]);
    const ends = value.gt(0) && exact(1).div(value).decimalPlaces() <= DIVISION_DECIMALS;
    return ends
      ? []
      : [{ path: ['itemScore', field], message: 'has to be 1, 2, 4, 5, 8, 10 or the like: 1 ÷ it has to end' }];
  });

const divisorsAreAboveZero: Check = ({ proportional, rounding }) => [
  ...(exact(proportional.reference).gt(0)
    ? []
    : [{ path: ['proportional', 'reference'], message: 'has to be above 0' }]),
  ...(exact(rounding.limitStep).gt(0) ? [] : [{ path: ['rounding', 'limitStep'], message: 'has to be above 0' }]),
];

const checks: readonly Check[] = [
  codesAreDistinctAndInTheirPlace,
  weightsNameTheItemsAndSumTo100,
  ratioWeightsSumTo100,
  pointsFallFromGoodToNone,
  divisionsEnd,
  itemScoreReachesItsMaximum,
  capsNameWhatExists,
  bandsNameEachGradeOnceInOrder,
  levelsFallInOrder,
  divisorsAreAboveZero,
];

export const policyFaults: Check = (policy) => checks.flatMap((check) => check(policy));
