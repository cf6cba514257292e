import type { Statement } from '@app/credit-model/statement';
import { exact, type Exact } from '@app/kernel/exact';
import type { Dice } from '../seeded';

export type Health = 'strong' | 'sound' | 'fair' | 'weak' | 'sick';

type Range = readonly [low: number, high: number];
/** Everything in thousandths of the current liabilities, but the parts of current assets and of sales. */
type Shape = Readonly<{ current: Range; inventory: Range; fixed: Range; longDebt: Range; sales: Range; margin: Range }>;

const shapes: Readonly<Record<Health, Shape>> = {
  strong: {
    current: [2100, 2600],
    inventory: [280, 360],
    fixed: [900, 1400],
    longDebt: [0, 150],
    sales: [6200, 7800],
    margin: [52, 80],
  },
  sound: {
    current: [1600, 1900],
    inventory: [350, 420],
    fixed: [600, 1000],
    longDebt: [80, 260],
    sales: [5000, 6400],
    margin: [28, 48],
  },
  fair: {
    current: [1320, 1500],
    inventory: [420, 500],
    fixed: [450, 700],
    longDebt: [180, 340],
    sales: [4200, 5200],
    margin: [8, 24],
  },
  weak: {
    current: [1090, 1200],
    inventory: [500, 580],
    fixed: [520, 720],
    longDebt: [100, 200],
    sales: [3200, 4200],
    margin: [-6, 8],
  },
  sick: {
    current: [780, 930],
    inventory: [560, 680],
    fixed: [240, 380],
    longDebt: [220, 420],
    sales: [2200, 3000],
    margin: [-60, -20],
  },
};

const text = (amount: Exact): string => amount.toDecimalPlaces(2).toFixed();
const part = (of: Exact, perMille: number): Exact => of.times(perMille).div(1000).toDecimalPlaces(2);

type Year = Readonly<{ year: number; scale: Exact; dice: Dice; shape: Shape; capital: Exact }>;

const balanceOf = ({ scale, dice, shape, capital }: Year) => {
  const draw = ([low, high]: Range): number => dice.between(low, high);
  const currentAssets = part(scale, draw(shape.current));
  const inventory = part(currentAssets, draw(shape.inventory));
  const rest = currentAssets.minus(inventory);
  const receivables = part(rest, dice.between(420, 580));
  const other = part(rest, dice.between(50, 110));
  const cash = rest.minus(receivables).minus(other);
  const fixedAssets = part(scale, draw(shape.fixed));
  const totalAssets = currentAssets.plus(fixedAssets);
  const totalLiabilities = scale.plus(part(scale, draw(shape.longDebt)));
  const equity = totalAssets.minus(totalLiabilities);
  return {
    cash,
    tradingSecurities: exact(0),
    receivables,
    inventory,
    otherCurrentAssets: other,
    currentAssets,
    fixedAssets,
    totalAssets,
    currentLiabilities: scale,
    totalLiabilities,
    paidInCapital: capital,
    retainedEarnings: equity.minus(capital),
    equity,
  };
};
type Sheet = ReturnType<typeof balanceOf>;

const incomeOf = ({ scale, dice, shape }: Year, sheet: Sheet) => {
  const revenue = part(scale, dice.between(...shape.sales));
  const operatingProfit = part(revenue, dice.between(...shape.margin));
  const expenses = part(revenue, dice.between(62, 84));
  const totalProfit = operatingProfit.plus(part(revenue, dice.between(-2, 3)));
  const tax = totalProfit.gt(0) ? part(totalProfit, 250) : exact(0);
  return {
    revenue,
    costOfSales: revenue.minus(expenses).minus(operatingProfit),
    expenses,
    interest: part(sheet.totalLiabilities, dice.between(18, 26)),
    operatingProfit,
    totalProfit,
    netProfit: totalProfit.minus(tax),
  };
};

/** The net flow is what cash has changed by since the year before, when that year is known. */
const cashFlowOf = (dice: Dice, sheet: Sheet, profit: Exact, before: Sheet | undefined) => {
  const operating = profit.plus(part(sheet.receivables, dice.between(-60, 90)));
  const investing = part(sheet.fixedAssets, -dice.between(20, 90));
  const net = before === undefined ? part(sheet.cash, dice.between(-80, 120)) : sheet.cash.minus(before.cash);
  return { operating, investing, financing: net.minus(operating).minus(investing), net };
};

const asText = <Lines extends Readonly<Record<string, Exact>>>(lines: Lines): Record<keyof Lines, string> =>
  Object.fromEntries(Object.entries(lines).map(([line, amount]) => [line, text(amount)])) as Record<
    keyof Lines,
    string
  >;

export type Books = Readonly<{ health: Health; lastYear: number; years: number; scale: Exact; dice: Dice }>;

/** The statements of consecutive years in 万元, oldest first; each balances, and its cash agrees with the year before. */
export const statementsOf = ({ health, lastYear, years, scale, dice }: Books): Statement[] => {
  const capital = part(scale, dice.between(100, 220)).toDecimalPlaces(0);
  let before: Sheet | undefined;
  return Array.from({ length: years }, (_, index): Statement => {
    const back = years - 1 - index;
    const size = scale.times(exact(1).minus(exact(dice.between(40, 130)).times(back).div(1000))).toDecimalPlaces(2);
    const about: Year = { year: lastYear - back, scale: size, dice, shape: shapes[health], capital };
    const sheet = balanceOf(about);
    const income = incomeOf(about, sheet);
    const cashFlow = cashFlowOf(dice, sheet, income.netProfit, before);
    before = sheet;
    return {
      year: about.year,
      unit: 'wan',
      balance: asText(sheet),
      income: asText(income),
      cashFlow: asText(cashFlow),
    };
  });
};
