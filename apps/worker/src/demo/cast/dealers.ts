import type { CharacteristicAnswers } from '@app/credit-model/assessment-input';
import type { Statement } from '@app/credit-model/statement';
import type { CharacteristicGrade } from '@app/credit-model/policy/policy-shape';
import { addDays, type BusinessDate } from '@app/kernel/business-date';
import { exact, type Exact } from '@app/kernel/exact';
import { ofYuan, type Yuan } from '@app/kernel/yuan';
import { dice, type Dice } from '../seeded';
import { answersLike } from './answers';
import { companyCode, companyContact, companyName } from './companies';
import { units, type Unit } from './places';
import { fileLike, type PaperFile } from './files';
import { qualityFor, rolesFor, type Quality, type Role } from './roles';
import { statementsOf, type Health } from './statements';

/** A dealer of the demo: made up from the seed, complete before the first day. */
export type Dealer = Readonly<{
  number: string;
  customerId: string;
  name: string;
  creditCode: string;
  unit: Unit;
  contact: Readonly<{ name: string; phone: string }>;
  customerSince: BusinessDate;
  role: Role;
  /** The day of the story on which the dealer comes in. */
  firstDay: BusinessDate;
  termDays: number;
  /** Days from order to order in an average month. */
  cycleDays: number;
  asked: Yuan;
  expectedMonthlySales: Yuan;
  /** What stands behind it, where only security makes it possible. */
  securityCoverage: Yuan | undefined;
  file: PaperFile;
  statements: readonly Statement[];
  answers: CharacteristicAnswers;
}>;

export type Story = Readonly<{
  seed: number;
  dealers: number;
  firstDay: BusinessDate;
  lastDay: BusinessDate;
  days: number;
}>;

/** Base limit per mille of the current liabilities, and what the characteristic grade makes of it: to cut books to size. */
const YIELD: Readonly<Record<Health, number>> = { strong: 450, sound: 220, fair: 66, weak: 37, sick: 37 };
const FACTOR: Readonly<Record<CharacteristicGrade, number>> = {
  CA1: 190,
  CA2: 171,
  CA3: 103,
  CA4: 38,
  CA5: 23,
  CA6: 23,
};

const scaleFor = ({ like, health, limitWan }: Quality, draw: Dice): Exact =>
  exact(limitWan)
    .times(100_000)
    .div(YIELD[health] * FACTOR[like])
    .times(draw.between(90, 130))
    .div(100)
    .toDecimalPlaces(0);

const isUnfinished = ({ fate }: Role): boolean =>
  ['filed', 'in-assessment', 'assessed', 'reported', 'approved', 'returned'].includes(fate);

/** Most come in within the first weeks; those whose application is still under way, within the last. */
const firstDayOf = (role: Role, { firstDay, lastDay, days }: Story, draw: Dice): BusinessDate => {
  if (isUnfinished(role)) return addDays(lastDay, -draw.between(role.fate === 'filed' ? 2 : 16, 19));
  if (role.fate === 'trades' && role.temper === 'prompt' && role.incident === undefined && draw.chance(30))
    return addDays(firstDay, draw.between(60, days - 70));
  const isOld = role.fate === 'trades' || role.fate === 'lapses';
  return addDays(firstDay, isOld ? draw.between(0, 35) : draw.between(20, days - 90));
};

const termOf = ({ temper }: Role, draw: Dice): number => {
  if (temper === 'defaults-late' || temper === 'squeezed') return 30;
  return draw.weighted([
    [38, 30],
    [42, 60],
    [20, 90],
  ]);
};

/** Those who stop paying order often, so that something of theirs is surely due by then. */
const cycleOf = ({ temper }: Role, draw: Dice): number => {
  if (temper === 'squeezed') return draw.between(9, 12);
  return temper.startsWith('defaults') ? 18 : draw.between(20, 38);
};

const financesOf = (role: Role, firstDay: BusinessDate, draw: Dice) => {
  const quality = qualityFor(role, draw);
  const closedYear = Number(firstDay.slice(0, 4)) - 1;
  const scale = scaleFor(quality, draw);
  const books = { health: quality.health, lastYear: closedYear, years: draw.chance(70) ? 2 : 1, scale, dice: draw };
  const statements = statementsOf(books);
  const sales = exact(statements.at(-1)?.income?.revenue ?? '0').times(10_000);
  const asked = exact(quality.limitWan).times(draw.between(90, 140)).div(100).toDecimalPlaces(0).times(10_000);
  const isSecured = quality.like === 'CA5' && role.fate !== 'declined';
  return {
    asked: ofYuan(asked),
    expectedMonthlySales: ofYuan(sales.times(draw.between(55, 90)).div(1200)),
    securityCoverage: isSecured ? ofYuan(asked.times(2)) : undefined,
    statements,
    answers: answersLike(quality.like, draw),
  };
};

/** The whole cast, from the seed alone. */
export const castFor = (story: Story): Dealer[] => {
  const taken = new Set<string>();
  return rolesFor(story.dealers, dice(story.seed, 'roles')).map((role, nth): Dealer => {
    const number = String(nth + 1).padStart(4, '0');
    const draw = dice(story.seed, 'dealer', number);
    const unit = units[nth % units.length] ?? draw.pick(units);
    const town = draw.pick(unit.towns);
    const firstDay = firstDayOf(role, story, draw);
    const dealer = {
      number,
      customerId: `C-${number}`,
      name: companyName(draw, town, taken),
      creditCode: companyCode(draw, town),
      unit,
      contact: companyContact(draw),
      customerSince: addDays(firstDay, draw.chance(6) ? -draw.between(70, 300) : -draw.between(400, 4200)),
      role,
      firstDay,
      termDays: termOf(role, draw),
      cycleDays: cycleOf(role, draw),
      ...financesOf(role, firstDay, draw),
    };
    // Draws of its own: the rest of the story stays as it was before files were kept.
    return { ...dealer, file: fileLike({ ...dealer, town }, dice(story.seed, 'file', number)) };
  });
};
