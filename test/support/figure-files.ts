import { array, constantFrom, integer, option, record, tuple, type Arbitrary } from 'fast-check';
import type { AssessmentInput } from '@app/credit-model/assessment-input';
import type { ScoringPolicy } from '@app/credit-model/policy';
import { securityKind, type OfferedSecurity } from '@app/credit-model/security';
import { systemAnswersOf } from '@app/credit-model/system-answers/system-answers';
import type { TradeFigures } from '@app/credit-model/trade-figures';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { assessmentFile } from './assessment-files';

const maybe = <Value>(arbitrary: Arbitrary<Value>): Arbitrary<Value | undefined> =>
  option(arbitrary, { nil: undefined, freq: 4 });
const hundredths = (min: number, max: number): Arbitrary<string> =>
  integer({ min, max }).map((value) => String(value / 100));

const tradeFigures: Arbitrary<TradeFigures> = record(
  {
    asOf: constantFrom(dateOf('2026-11-20')),
    onTimePercent: hundredths(0, 10_000),
    averageDaysLate: hundredths(0, 2_000),
    longestDaysOverdue: integer({ min: 0, max: 20 }),
    disputesAndBrokenPromises: integer({ min: 0, max: 4 }),
    monthsWithOrders: integer({ min: 0, max: 12 }),
    shareOfOurSalesPercent: hundredths(0, 900),
    returnsPercent: hundredths(0, 500),
    grossMarginPercent: hundredths(-500, 3_000),
    targetMarginPercent: constantFrom('18', '20', '0', '-1'),
    marginAfterCarryingPercent: hundredths(-300, 900),
  },
  { requiredKeys: ['asOf'] },
);

const security: Arbitrary<Omit<OfferedSecurity, 'securityId'>> = record({
  kind: constantFrom(...securityKind.options),
  description: constantFrom('厂房', 'warehouse'),
  appraisedValue: constantFrom(ofYuan('900000.00')),
  liquidationValue: integer({ min: 0, max: 90_000_000 }).map((fen) => ofYuan(fen / 100)),
  coveragePercent: hundredths(0, 10_000),
  validTo: constantFrom(dateOf('2026-11-19'), dateOf('2026-11-20'), dateOf('2028-01-31')),
});

const day = constantFrom('2001-02-28', '2012-02-29', '2016-11-20', '2016-11-21', '2023-11-20', '2026-01-31').map(
  dateOf,
);
const yuan = integer({ min: 0, max: 900_000_000 }).map((value) => ofYuan(value));

/** The analyst's word against some of what the system said of a file. */
const overruled = (policy: ScoringPolicy, input: AssessmentInput, picks: readonly number[]): AssessmentInput => {
  const said = systemAnswersOf(policy, input).filter(({ missing }) => missing === undefined);
  if (said.length === 0 || picks.length === 0) return input;
  const overrules: NonNullable<AssessmentInput['overrules']> = {};
  for (const pick of picks) {
    const aspect = said[pick % said.length]?.aspect ?? '';
    const answer = (['good', 'fair', 'poor', 'none'] as const)[pick % 4] ?? 'none';
    overrules[aspect] = { answer, reason: '实地查看后更正', by: 'analyst-li' };
  }
  return { ...input, overrules };
};

/** Any file whose measured aspects are answered from the figures, with securities and overrules here and there. */
export const fileWithFigures = (policy: ScoringPolicy, debtUpToPerMille = 1300): Arbitrary<AssessmentInput> =>
  tuple(
    assessmentFile(debtUpToPerMille),
    maybe(tradeFigures),
    record({
      foundedOn: maybe(day),
      registeredCapital: maybe(yuan),
      guaranteesGiven: maybe(yuan),
      securities: maybe(array(security, { maxLength: 3 })),
    }),
    array(integer({ min: 0, max: 1000 }), { maxLength: 3 }),
  ).map(([file, trade, { foundedOn, registeredCapital, guaranteesGiven, securities }, picks]) =>
    overruled(
      policy,
      {
        ...file,
        answeredFromFigures: true,
        ...(trade !== undefined && { trade }),
        ...(foundedOn !== undefined && { foundedOn }),
        ...(registeredCapital !== undefined && { registeredCapital }),
        ...(guaranteesGiven !== undefined && { guaranteesGiven }),
        ...(securities !== undefined && {
          securities: securities.map((one, index) => ({ securityId: `S-${index + 1}`, ...one })),
        }),
      },
      picks,
    ),
  );
