import { exact } from '@app/kernel/exact';
import { measuresNameWhatExists } from './measure-checks';
import { fault, type PolicyCheck, type PolicyFault } from './policy-fault';

const sum = (texts: readonly string[]) => texts.reduce((total, text) => total.plus(text), exact(0));
const HUNDRED = 100;

/** Undefined when they add up. */
const missedHundred = (texts: readonly string[]) => {
  const total = sum(texts);
  return total.eq(HUNDRED) ? undefined : { sum: total.toFixed(), difference: total.minus(HUNDRED).toFixed() };
};

const weightsNameTheItemsAndSumTo100: PolicyCheck = {
  looksAt: ['items', 'weights'],
  faults: ({ items, weights }) => {
    const codes = items.list.map(({ code }) => code);
    return Object.entries(weights.sets).flatMap(([stance, set]) => {
      const path = ['weights', 'sets', stance];
      const unknown = Object.keys(set).filter((code) => !codes.includes(code));
      const missing = codes.filter((code) => set[code] === undefined);
      const off = missedHundred(Object.values(set));
      return [
        ...unknown.map((code) => fault([...path, code], 'policy-unknown-item', { item: code, items: codes.join(' ') })),
        ...missing.map((code) => fault([...path, code], 'policy-weight-missing', { item: code })),
        ...(off === undefined ? [] : [fault(path, 'policy-weights-sum', off)]),
      ];
    });
  },
};

const ratioWeightsSumTo100: PolicyCheck = {
  looksAt: ['ratios'],
  faults: ({ ratios }) =>
    (['short', 'long'] as const).flatMap((term) => {
      const off = missedHundred(ratios.list.map((ratio) => ratio.weights[term]));
      return off === undefined ? [] : [fault(['ratios', 'list'], 'policy-ratio-weights-sum', { term, ...off })];
    }),
};

const codesAreDistinctAndInTheirPlace: PolicyCheck = {
  looksAt: ['groups', 'items'],
  faults: ({ groups, items }) => {
    const groupCodes: readonly string[] = groups.list.map(({ code }) => code);
    const seen = new Set<string>();
    return items.list.flatMap((item, index) => {
      const path = ['items', 'list', index];
      const found: PolicyFault[] = [];
      if (seen.has(item.code)) found.push(fault([...path, 'code'], 'policy-item-twice', { item: item.code }));
      seen.add(item.code);
      if (!groupCodes.includes(item.group)) {
        const facts = { group: item.group, groups: groupCodes.join(' ') };
        found.push(fault([...path, 'group'], 'policy-unknown-group', facts));
      }
      item.aspects.forEach(({ code }, at) => {
        const expected = `${item.code}.${at + 1}`;
        if (code === expected) return;
        found.push(fault([...path, 'aspects', at, 'code'], 'policy-aspect-place', { expected, found: code }));
      });
      return found;
    });
  },
};

const pointsFallFromGoodToNone: PolicyCheck = {
  looksAt: ['points'],
  faults: ({ points: { good, fair, poor, none } }) => {
    const order = [none, poor, fair, good];
    const rises = order.every((value, index) => index === 0 || exact(value).gt(order[index - 1] ?? value));
    return rises ? [] : [fault(['points'], 'policy-points-order', { good, fair, poor, none })];
  },
};

const itemScoreReachesItsMaximum: PolicyCheck = {
  looksAt: ['points', 'itemScore', 'items'],
  faults: ({ points, itemScore, items }) => {
    if (!exact(itemScore.divisor).gt(0)) return [];
    return items.list.flatMap(({ code, aspects }, index) => {
      const highest = exact(points.good).times(aspects.length).div(itemScore.divisor);
      if (highest.eq(itemScore.maximum)) return [];
      const facts = { item: code, reached: highest.toFixed(), maximum: itemScore.maximum };
      return [fault(['items', 'list', index], 'policy-item-maximum', facts)];
    });
  },
};

const capsNameWhatExists: PolicyCheck = {
  looksAt: ['caps', 'groups', 'items'],
  faults: ({ caps, groups, items }) => {
    const groupCodes = groups.list.map(({ code }) => code);
    const codes = items.list.map(({ code }) => code);
    const { group } = caps.weakGroup;
    return [
      ...(groupCodes.includes(group)
        ? []
        : [fault(['caps', 'weakGroup', 'group'], 'policy-unknown-group', { group, groups: groupCodes.join(' ') })]),
      ...Object.entries(caps.customerClass).flatMap(([customerClass, { item }]) =>
        codes.includes(item)
          ? []
          : [
              fault(['caps', 'customerClass', customerClass, 'item'], 'policy-unknown-item', {
                item,
                items: codes.join(' '),
              }),
            ],
      ),
    ];
  },
};

const bandsRun = (path: string, expected: string, found: string): PolicyFault[] =>
  found === expected ? [] : [fault([path, 'bands'], 'policy-bands-order', { expected, found })];

const gradesRunFromWorstToBest: PolicyCheck = {
  looksAt: ['grades'],
  faults: ({ grades }) =>
    bandsRun('grades', 'CA6 CA5 CA4 CA3 CA2 CA1', grades.bands.map(({ grade }) => grade).join(' ')),
};

const tiersRunFromLowestToHighest: PolicyCheck = {
  looksAt: ['tiers'],
  faults: ({ tiers }) => bandsRun('tiers', '1A 2A 3A 4A 5A', tiers.bands.map(({ tier }) => tier).join(' ')),
};

const FIVE = ['excellent', 'good', 'average', 'low', 'poor'] as const;
const levelsFallInOrder: PolicyCheck = {
  looksAt: ['standards', 'ratios'],
  faults: ({ standards, ratios }) =>
    ratios.list.flatMap(({ id, better }) => {
      const stated = FIVE.map((level) => standards.allIndustries[id]?.[level]).filter((value) => value !== undefined);
      const ordered = stated.every((value, index) => {
        const before = stated[index - 1];
        return before === undefined || (better === 'higher' ? exact(before).gt(value) : exact(before).lt(value));
      });
      const path = ['standards', 'allIndustries', id];
      return ordered ? [] : [fault(path, 'policy-levels-order', { better, found: stated.join(' ') })];
    }),
};

// A division by anything else would leave a percent without an end, which no text can hold unrounded.
const DIVISION_DECIMALS = 4;
const divisionsEnd: PolicyCheck = {
  looksAt: ['itemScore'],
  faults: ({ itemScore }) =>
    (['divisor', 'maximum'] as const).flatMap((field) => {
      const value = exact(itemScore[field]);
      const ends = value.gt(0) && exact(1).div(value).decimalPlaces() <= DIVISION_DECIMALS;
      return ends ? [] : [fault(['itemScore', field], 'policy-division-endless', { figure: itemScore[field] })];
    }),
};

const aboveZero = (path: readonly string[], figure: string): PolicyFault[] =>
  exact(figure).gt(0) ? [] : [fault(path, 'policy-not-above-zero', { figure })];

const referenceIsAboveZero: PolicyCheck = {
  looksAt: ['proportional'],
  faults: ({ proportional }) => aboveZero(['proportional', 'reference'], proportional.reference),
};

const limitStepIsAboveZero: PolicyCheck = {
  looksAt: ['rounding'],
  faults: ({ rounding }) => aboveZero(['rounding', 'limitStep'], rounding.limitStep),
};

export const policyChecks: readonly PolicyCheck[] = [
  codesAreDistinctAndInTheirPlace,
  weightsNameTheItemsAndSumTo100,
  ratioWeightsSumTo100,
  pointsFallFromGoodToNone,
  divisionsEnd,
  itemScoreReachesItsMaximum,
  capsNameWhatExists,
  gradesRunFromWorstToBest,
  tiersRunFromLowestToHighest,
  levelsFallInOrder,
  referenceIsAboveZero,
  limitStepIsAboveZero,
  { looksAt: ['items', 'ratios', 'measures'], faults: measuresNameWhatExists },
];
