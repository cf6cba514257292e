import { addMonths, type BusinessDate } from '@app/kernel/business-date';
import { exact, type Exact } from '@app/kernel/exact';
import type { AssessmentInput } from '../assessment-input';
import type { BalanceFigures } from '../figures';
import type { OwnFigure } from '../policy/measure';
import type { ScoringPolicy } from '../policy';
import type { Unavailable } from '../unavailable';
import type { Evidence, FigureUnit, SourceFigure } from './system-answer';

/** What the figures beside the ratios are taken from. */
export type Sources = Readonly<{ policy: ScoringPolicy; input: AssessmentInput; latest: BalanceFigures }>;
/** A figure with what it was worked out from, the figure itself first; or why there is none. */
export type Measured = Readonly<{ value: Exact; evidence: Evidence[] }> | Unavailable;

type Amount = Readonly<{ unit: FigureUnit; of: (sources: Sources) => Exact | string | number | undefined }>;
type AmountName = Exclude<SourceFigure, 'months' | 'foundedOn' | 'customerSince' | 'assessedOn'>;
const amounts: Readonly<Record<AmountName, Amount>> = {
  netWorth: { unit: 'yuan', of: ({ latest }) => latest.equity },
  intangibles: { unit: 'yuan', of: ({ latest }) => latest.intangibles },
  totalAssets: { unit: 'yuan', of: ({ latest }) => latest.totalAssets },
  paidInCapital: { unit: 'yuan', of: ({ latest }) => latest.paidInCapital },
  registeredCapital: { unit: 'yuan', of: ({ input }) => input.registeredCapital },
  guaranteesGiven: { unit: 'yuan', of: ({ input }) => input.guaranteesGiven },
  asked: { unit: 'yuan', of: ({ input }) => input.asked },
  termDays: { unit: 'days', of: ({ input }) => input.termDays },
  standardTermDays: { unit: 'days', of: ({ policy }) => policy.measures?.standardTermDays },
  grossMarginPercent: { unit: 'percent', of: ({ input }) => input.trade?.grossMarginPercent },
  targetMarginPercent: { unit: 'percent', of: ({ input }) => input.trade?.targetMarginPercent },
};

type Quotient = Readonly<{
  unit: 'percent' | 'times';
  over: AmountName;
  less?: AmountName;
  under: AmountName;
}>;
type QuotientFigure =
  | 'marginToTargetPercent'
  | 'termToStandard'
  | 'guaranteesToNetWorthPercent'
  | 'netWorthToAsked'
  | 'paidInPercent'
  | 'tangibleNetWorthPercent';

/** The formulas of the aspects that no ratio of section 1 answers. */
export const quotients: Readonly<Record<QuotientFigure, Quotient>> = {
  marginToTargetPercent: { unit: 'percent', over: 'grossMarginPercent', under: 'targetMarginPercent' },
  termToStandard: { unit: 'times', over: 'termDays', under: 'standardTermDays' },
  guaranteesToNetWorthPercent: { unit: 'percent', over: 'guaranteesGiven', under: 'netWorth' },
  netWorthToAsked: { unit: 'times', over: 'netWorth', under: 'asked' },
  paidInPercent: { unit: 'percent', over: 'paidInCapital', under: 'registeredCapital' },
  // Intangibles left out are not known to be nil: there is no figure then, rather than one that flatters.
  tangibleNetWorthPercent: { unit: 'percent', over: 'netWorth', less: 'intangibles', under: 'totalAssets' },
};

const quotientOf = (figure: QuotientFigure, sources: Sources): Measured => {
  const { unit, over, less, under } = quotients[figure];
  const found = new Map<AmountName, Exact>();
  for (const name of [over, ...(less === undefined ? [] : [less]), under]) {
    const amount = amounts[name].of(sources);
    if (amount === undefined) return { reason: 'missing-figure', figures: [name] };
    found.set(name, exact(amount));
  }
  const of = (name: AmountName | undefined): Exact => (name === undefined ? nil : (found.get(name) ?? nil));
  const denominator = of(under);
  if (denominator.isZero()) return { reason: 'zero-denominator', figures: [under] };
  if (denominator.isNegative()) return { reason: 'negative-denominator', figures: [under] };
  const numerator = of(over).minus(of(less));
  const value = (unit === 'percent' ? numerator.times(100) : numerator)
    .div(denominator)
    .toDecimalPlaces(sources.policy.rounding.ratioDecimals);
  const parts = [...found].map(([name, amount]) => ({
    figure: name,
    value: amount.toFixed(),
    unit: amounts[name].unit,
  }));
  return { value, evidence: [{ figure, value: value.toFixed(), unit }, ...parts] };
};
const nil = exact(0);

const dayOf = (date: BusinessDate): number => Number(date.slice(8));
const monthOf = (date: BusinessDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
/** Whole months gone by; a day that the last month does not have is its last day, as everywhere. */
const monthsBetween = (from: BusinessDate, to: BusinessDate): number => {
  const months = monthOf(to) - monthOf(from);
  return dayOf(from) <= dayOf(to) || addMonths(from, months) <= to ? months : months - 1;
};

const yearsSince = (
  figure: 'yearsEstablished' | 'yearsAsCustomer',
  since: 'foundedOn' | 'customerSince',
  { assessedOn, [since]: from }: AssessmentInput,
): Measured => {
  if (from === undefined) return { reason: 'missing-figure', figures: [since] };
  const months = Math.max(0, monthsBetween(from, assessedOn));
  const years = exact(Math.floor(months / 12));
  return {
    value: years,
    evidence: [
      { figure, value: years.toFixed(), unit: 'years' },
      { figure: 'months', value: String(months), unit: 'months' },
      { figure: since, value: from, unit: 'date' },
      { figure: 'assessedOn', value: assessedOn, unit: 'date' },
    ],
  };
};

type TradeFigure =
  | 'marginAfterCarryingPercent'
  | 'monthsWithOrders'
  | 'returnsPercent'
  | 'shareOfOurSalesPercent'
  | 'onTimePercent'
  | 'averageDaysLate'
  | 'longestDaysOverdue'
  | 'disputesAndBrokenPromises';
const stated = (figure: TradeFigure, unit: FigureUnit, { trade }: AssessmentInput): Measured => {
  const text = trade?.[figure];
  if (text === undefined) return { reason: 'missing-figure', figures: [figure] };
  const value = exact(text);
  return { value, evidence: [{ figure, value: value.toFixed(), unit }] };
};

export const ownFigureOf = (figure: OwnFigure, sources: Sources): Measured => {
  switch (figure) {
    case 'yearsEstablished':
      return yearsSince(figure, 'foundedOn', sources.input);
    case 'yearsAsCustomer':
      return yearsSince(figure, 'customerSince', sources.input);
    case 'marginToTargetPercent':
    case 'termToStandard':
    case 'guaranteesToNetWorthPercent':
    case 'netWorthToAsked':
    case 'paidInPercent':
    case 'tangibleNetWorthPercent':
      return quotientOf(figure, sources);
    case 'marginAfterCarryingPercent':
    case 'returnsPercent':
    case 'shareOfOurSalesPercent':
    case 'onTimePercent':
      return stated(figure, 'percent', sources.input);
    case 'averageDaysLate':
    case 'longestDaysOverdue':
      return stated(figure, 'days', sources.input);
    case 'monthsWithOrders':
      return stated(figure, 'months', sources.input);
    case 'disputesAndBrokenPromises':
      return stated(figure, 'count', sources.input);
  }
};
