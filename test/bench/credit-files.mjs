// Customer files for the benches of the credit model: made up from a number, no two alike, their figures in the proportions
// of a dealer's statements. And an application that was assessed on one of them.
import { readFileSync } from 'node:fs';
import { built } from './bench-server.mjs';

const { assess } = built('credit-model/src/assess');
const { assessmentInput } = built('credit-model/src/assessment-input');
const { creditApplication } = built('domain/src/credit-application/decider');
const { customer } = built('domain/src/customer/decider');
const { loadPolicies } = built('cqrs/src/policies');

const root = new URL('../..', import.meta.url);
export const { policy, stamp } = loadPolicies(new URL('config/policies', root).pathname).scoring;
const example = JSON.parse(readFileSync(new URL('config/examples/assess-from-figures.json', root), 'utf8'));

/** A linear congruential generator: the same file for the same number. */
const seeded = (seed) => {
  let state = (Math.imul(seed + 1, 2_654_435_761) ^ 0x9e3779b9) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const statementOf = (year, scale, random) => {
  const amount = (share) => Math.round(scale * share);
  const [cash, receivables, inventory, other] = [8, 20, 25, 14].map((share) => amount(share + random(9)));
  const currentAssets = cash + receivables + inventory + other;
  const fixedAssets = amount(20 + random(20));
  const totalAssets = currentAssets + fixedAssets + amount(2);
  const currentLiabilities = amount(30 + random(25));
  const totalLiabilities = currentLiabilities + amount(random(12));
  const revenue = amount(180 + random(120));
  const costOfSales = Math.round(revenue * (0.72 + random(18) / 100));
  const expenses = amount(10 + random(20));
  const profit = revenue - costOfSales - expenses;
  const tax = profit > 0 ? Math.round(profit * 0.25) : 0;
  const flow = amount(random(20)) - amount(6);
  const text = (figures) => Object.fromEntries(Object.entries(figures).map(([line, value]) => [line, String(value)]));
  return {
    year,
    unit: 'wan',
    balance: text({
      cash,
      receivables,
      inventory,
      otherCurrentAssets: other,
      currentAssets,
      fixedAssets,
      totalAssets,
      currentLiabilities,
      totalLiabilities,
      equity: totalAssets - totalLiabilities,
      paidInCapital: amount(20),
    }),
    income: text({
      revenue,
      costOfSales,
      expenses,
      interest: amount(1 + random(3)),
      operatingProfit: profit,
      totalProfit: profit,
      netProfit: profit - tax,
    }),
    cashFlow: text({ operating: flow, investing: -amount(3), financing: 0, net: flow - amount(3) }),
  };
};

const POINTS = ['5333', '5335', '3335', '5353', '3313', '1310', '3533', '5553', '3351', '5055'];

/** Two years of statements, seventy-two answers, terms short and long; assessed from figures or as a card is filled in. */
export const fileOf = (n, answeredFromFigures = false) => {
  const random = seeded(n);
  const scale = 1 + random(4_000) / 1_000;
  const answers = Object.fromEntries(policy.items.list.map(({ code }) => [code, POINTS[random(POINTS.length)]]));
  const { trade, foundedOn, registeredCapital, guaranteesGiven } = example;
  return assessmentInput.parse({
    asked: `${100_000 + random(1_900) * 1_000}.00`,
    termDays: 30 + random(90),
    assessedOn: '2026-11-20',
    expectedMonthlySales: `${100_000 + random(400) * 1_000}.00`,
    customerSince: '2019-05-01',
    statements: [statementOf(2025, scale, random), statementOf(2024, scale * 0.93, random)],
    answers,
    ...(answeredFromFigures && { answeredFromFigures, trade, foundedOn, registeredCapital, guaranteesGiven }),
  });
};

/** What a report is written from. */
export const assessedFile = (n) => {
  const input = fileOf(n, true);
  const result = assess(policy, input);
  const on = '2026-11-20';
  const which = { applicationId: `A-${n}`, customerId: `C-${n}`, on };
  const filed = {
    ...which,
    amount: input.asked,
    termDays: input.termDays,
    products: '电机、水泵',
    reason: '扩大铺货',
    sellingUnit: '鲁南',
    filedBy: 'sales',
  };
  const assessed = { ...which, assessmentId: `P-${n}`, policy: stamp, input, result, assessedBy: 'analyst-li' };
  const application = [
    { type: 'ApplicationFiled', data: filed },
    { type: 'ApplicationSentToAssessment', data: { ...which, reviewedBy: 'sales' } },
    { type: 'AssessmentCompleted', data: assessed },
  ].reduce(creditApplication.evolve, creditApplication.initial);
  const registered = { customerId: `C-${n}`, name: `第${n}号农机销售有限公司`, sellingUnit: '鲁南', on };
  const file = customer.evolve(customer.initial, { type: 'CustomerRegistered', data: registered });
  return { application, assessed, customer: file, policy, change: undefined };
};
