import { daysBetween, type BusinessDate } from '@app/kernel/business-date';
import type { Yuan } from '@app/kernel/yuan';
import type { CashForecastPolicy } from './cash-forecast-policy';

/** Receivables of a customer that were paid in full on one day, so many days after their due dates. */
export type PaidSample = Readonly<{
  customerId: string;
  unit: string;
  daysLate: number;
  settledOn: BusinessDate;
  amount: Yuan;
  count: number;
}>;

/** How late somebody pays: weights by days late, rising. Weights are no money, and no `Yuan` either. */
export type Habit = readonly Readonly<{ daysLate: number; weight: number }>[];
export type HabitOf = 'own' | 'unit' | 'whole' | 'none';
export type Habits = (customerId: string, unit: string) => Readonly<{ habit: Habit; of: HabitOf }>;

/**
 * Half after every half-life, and between two of them on a straight line: sums, products and quotients of doubles are the
 * same on every machine, powers need not be.
 */
const ageWeight = (days: number, halfLife: number): number => {
  const halves = Math.floor(days / halfLife);
  return (1 - (days - halves * halfLife) / (2 * halfLife)) / 2 ** halves;
};

type Gathered = { weights: Map<number, number>; count: number };

const gather = (all: Map<string, Gathered>, key: string, { daysLate, count }: PaidSample, weight: number): void => {
  const gathered = all.get(key) ?? { weights: new Map<number, number>(), count: 0 };
  gathered.weights.set(daysLate, (gathered.weights.get(daysLate) ?? 0) + weight);
  gathered.count += count;
  all.set(key, gathered);
};

const habitIn = (gathered: Gathered | undefined): Habit =>
  [...(gathered?.weights ?? [])]
    .map(([daysLate, weight]) => ({ daysLate, weight }))
    .sort((a, b) => a.daysLate - b.daysLate);

/**
 * The habits of payment as they are known on a day: of each customer its own where enough of its receivables have been
 * paid, else that of its selling unit, else that of all. Weighted by amount; what is long ago weighs less.
 */
export const habitsFrom = (samples: readonly PaidSample[], asOf: BusinessDate, policy: CashForecastPolicy): Habits => {
  const customers = new Map<string, Gathered>();
  const units = new Map<string, Gathered>();
  const whole = new Map<string, Gathered>();
  for (const sample of samples) {
    const weight = Number(sample.amount) * ageWeight(daysBetween(sample.settledOn, asOf), policy.halfLifeDays);
    gather(customers, sample.customerId, sample, weight);
    gather(units, sample.unit, sample, weight);
    gather(whole, '', sample, weight);
  }
  const known = new Map<Gathered, Habit>();
  const kept = (gathered: Gathered): Habit => {
    const habit = known.get(gathered) ?? habitIn(gathered);
    known.set(gathered, habit);
    return habit;
  };
  return (customerId, unit) => {
    const own = customers.get(customerId);
    if (own !== undefined && own.count >= policy.sampleMin) return { habit: kept(own), of: 'own' };
    const ofUnit = units.get(unit);
    if (ofUnit !== undefined && ofUnit.count >= policy.sampleMin) return { habit: kept(ofUnit), of: 'unit' };
    const all = whole.get('');
    return all === undefined ? { habit: [], of: 'none' } : { habit: kept(all), of: 'whole' };
  };
};

/** Days late that a share `u` of a habit does not go beyond, of what is later than `than` days; undefined: never that late. */
export const quantileBeyond = (habit: Habit, than: number, u: number): number | undefined => {
  const left = habit.filter(({ daysLate }) => daysLate > than);
  const wanted = left.reduce((sum, { weight }) => sum + weight, 0) * u;
  let sum = 0;
  for (const { daysLate, weight } of left) {
    sum += weight;
    if (sum >= wanted) return daysLate;
  }
  return left.at(-1)?.daysLate;
};
