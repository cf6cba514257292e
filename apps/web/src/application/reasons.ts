import { type TFunction } from 'i18next';
import { moneyText } from '../figures/money-text';
import { decimal } from '../figures/decimal-text';
import { type Characteristic, type Item, type Ratio, type Result } from './result';

/** One line of the tree of reasons; `how` is arithmetic over the lines below it or the figures named in it. */
export type Reason = Readonly<{ code: string; label: string; value?: string; how?: string; below?: readonly Reason[]; folded?: true }>;

type Words = Readonly<{ t: TFunction; nameOf: (item: string) => string }>;

const itemReason = ({ code, answers, score, weight, weighted, uncappedScore }: Item, { t, nameOf }: Words): Reason => ({
  code,
  label: `${code} ${nameOf(code)}`,
  value: decimal(weighted, 2),
  how: `${decimal(score, 1)} × ${decimal(weight, 1)}`,
  folded: true,
  below: [
    ...answers.map((answer, index) => ({
      code: `${code}.${index + 1}`,
      label: `${code}.${index + 1}`,
      value: t(`application.answersFull.${answer}`),
    })),
    ...(score === uncappedScore ? [] : [{ code: `${code}.cap`, label: t('application.capsTitle'), value: `${uncappedScore} → ${score}` }]),
  ],
});

const groupReason = (group: Characteristic['groups'][number], items: readonly Item[], words: Words): Reason => ({
  folded: true,
  code: group.code,
  label: `${group.code} ${words.t(`application.groups.${group.code}`)}`,
  value: group.percent === undefined ? words.t('application.noWeight') : `${decimal(group.percent, 2)}%`,
  how: `${decimal(group.weighted, 2)} / ${decimal(group.maximum, 2)}`,
  below: items.filter((item) => item.group === group.code).map((item) => itemReason(item, words)),
});

const characteristicReason = ({ characteristic, characteristicGrade }: Result, words: Words): Reason => ({
  code: 'characteristic',
  label: words.t('application.why.characteristic'),
  value: characteristicGrade,
  below: [
    {
      code: 'percent',
      label: `${words.t('application.why.percent')} (${words.t(`application.stances.${characteristic.stance}`)})`,
      value: `${decimal(characteristic.percent, 2)}%`,
      how: `→ ${characteristic.uncappedGrade}`,
      below: characteristic.groups.map((group) => groupReason(group, characteristic.items, words)),
    },
    ...characteristic.caps.map((cap) => ({
      code: cap.code,
      label: words.t(`application.capCode.${cap.code}`),
      value: words.t('application.capAtMost', { grade: cap.atMost }),
      how: words.t(cap.lowered ? 'application.capLowered' : 'application.capNotLowered'),
    })),
  ],
});

const baseReason = ({ workingAssets: assets }: Result, { t }: Words): Reason => ({
  code: 'base',
  label: t('application.baseLimit'),
  value: decimal(assets.baseLimit, 2),
  how: assets.percent === undefined ? '' : `${decimal(assets.workingAssets, 2)} × ${decimal(assets.percent, 2)}%`,
  below: [
    {
      code: 'working-assets',
      label: t('application.workingAssets'),
      value: decimal(assets.workingAssets, 2),
      how: `(${moneyText(assets.workingCapital)} + ${moneyText(assets.netWorth)}) / 2`,
      below: [
        {
          code: 'working-capital',
          label: t('application.workingCapital'),
          value: moneyText(assets.workingCapital),
          how: `${moneyText(assets.currentAssets)} − ${moneyText(assets.currentLiabilities)}`,
        },
        {
          code: 'net-worth',
          label: t('application.netWorth'),
          value: moneyText(assets.netWorth),
          how: `${moneyText(assets.totalAssets)} − ${moneyText(assets.totalLiabilities)}`,
        },
      ],
    },
    {
      code: 'evaluation',
      label: t('application.evaluationValue'),
      value: assets.evaluationValue === undefined ? '–' : decimal(assets.evaluationValue, 6),
      how: 'CA/CL + (CA − inventory)/CL − CL/NW − TL/NW',
    },
    ...assets.guards.map((guard) => ({ code: guard, label: t(`application.guards.${guard}`) })),
  ],
});

const limitReason = (result: Result, words: Words): Reason => {
  const { t } = words;
  const { combination } = result;
  return {
    code: 'limit',
    label: `${t('application.why.limit')} · ${t('application.why.tier')} ${result.tier ?? '–'}`,
    value: moneyText(result.limit),
    how: t('application.roundedTo', { step: decimal(combination.step, 0) }),
    below: combination.candidates.map(({ code, amount }) => ({
      code,
      label: t(`application.candidates.${code}`),
      value: moneyText(amount),
      how: [
        code === 'combined' ? `${t('application.baseLimit')} × ${decimal(combination.factor, 4)}` : '',
        code === combination.smallest ? `← ${t('application.smallest')}` : '',
      ]
        .filter((part) => part !== '')
        .join(' '),
      ...(code === 'combined' ? { below: [baseReason(result, words)] } : {}),
    })),
  };
};

const ratioReason = (ratio: Ratio, { t }: Words): Reason => ({
  code: ratio.id,
  label: t(`ratioName.${ratio.id}`),
  value: ratio.value === undefined ? '–' : decimal(ratio.value, 4),
  how: [
    ratio.numerator === undefined || ratio.denominator === undefined ? '' : `${decimal(ratio.numerator, 2)} / ${decimal(ratio.denominator, 2)}`,
    ratio.unavailable === undefined ? '' : t(`application.unavailable.${ratio.unavailable.reason}`),
  ]
    .filter((part) => part !== '')
    .join(' '),
});

/** From the grade down to every figure, written from the figures of the assessment and nothing else. */
export const reasonsOf = (result: Result, words: Words): Reason => ({
  code: 'grade',
  label: words.t('words.grade'),
  value: result.grade ?? words.t(`application.outcome.${result.outcome}`),
  below: [
    ...result.noGradeReasons.map((reason) => ({ code: reason, label: `✕ ${words.t(`application.noGrade.${reason}`)}` })),
    characteristicReason(result, words),
    limitReason(result, words),
    {
      code: 'ratios',
      label: words.t('application.why.beside'),
      value: result.ratioScore === undefined ? '–' : decimal(result.ratioScore, 2),
      folded: true,
      below: result.ratios.map((ratio) => ratioReason(ratio, words)),
    },
  ],
});
