import { addDays, type BusinessDate } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import { ofYuan, type Yuan } from '@app/kernel/yuan';
import type { Dice } from './seeded';

/** January to December in percent of an average month: the field work of spring and autumn sells farm vehicles. */
const SEASON = [72, 62, 132, 148, 124, 92, 80, 90, 122, 108, 92, 78];

export const seasonOf = (day: BusinessDate): number => SEASON[Number(day.slice(5, 7)) - 1] ?? 100;

const SUNDAY = 0;
/** People do not work on Sundays; the calendar does. */
export const workday = (day: BusinessDate): BusinessDate =>
  new Date(`${day}T00:00:00Z`).getUTCDay() === SUNDAY ? addDays(day, 1) : day;

/** List prices of three-wheelers and low-speed trucks, in yuan. */
const PRICES = ['8650', '9980', '12600', '14350', '18900', '23800', '36500', '42800'];

/** As many vehicles of one model as come near the amount; at least one, as long as one fits. */
export const vehiclesFor = (amount: Yuan, dice: Dice): Yuan | undefined => {
  const affordable = PRICES.filter((price) => exact(price).lte(amount));
  if (affordable.length === 0) return undefined;
  const price = exact(dice.pick(affordable));
  return ofYuan(price.times(exact(amount).divToInt(price)));
};

/** `amount` × thousandths, to the fen. */
export const perMilleOf = (amount: Yuan, perMille: number): Yuan => ofYuan(exact(amount).times(perMille).div(1000));
