import { figuresClock } from '@app/contracts/receivable-figures';
import {
  LookAtDso,
  LookAtForecast,
  LookAtRollRates,
  LookAtTopDebtors,
  LookAtTrend,
} from '@app/cqrs/figures/receivable-figures.query';
import type { Desk } from '@app/cqrs/start-desk';
import type { BusinessDate } from '@app/kernel/business-date';
import { bucketName } from '../bucket-name';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { typedDay } from '../typed-day';
import { withDesk } from '../with-desk';

export type FiguresOptions = Readonly<{ asOf?: string; knownAt?: string }>;
export type MonthsOptions = FiguresOptions & Readonly<{ months: number }>;
export type ClockOptions = FiguresOptions & Readonly<{ clock: string }>;

type Moment = Readonly<{ asOf: BusinessDate; knownAt: string | undefined }>;

const asked = <Answer>(
  { asOf, knownAt }: FiguresOptions,
  out: Terminal,
  ask: (desk: Desk, moment: Moment) => Promise<Answer>,
): Promise<Answer> =>
  withDesk(out, async (desk) => {
    await desk.followers.settle();
    return ask(desk, { asOf: asOf === undefined ? desk.clock.today() : typedDay(asOf), knownAt });
  });

const NONE = '—';
const days = (figure: string | undefined, { words }: Terminal): string =>
  figure === undefined ? NONE : words({ zh: '{figure} 天', en: '{figure} days' }, { figure });
const percent = (figure: string | undefined): string => (figure === undefined ? NONE : `${figure} %`);

export const dso = async ({ months, ...options }: MonthsOptions, out: Terminal): Promise<ExitCode> => {
  const report = await asked(options, out, ({ queries }, moment) =>
    queries.execute(new LookAtDso({ ...moment, months })),
  );
  const { words } = out;
  const rows = [
    [words({ zh: '应收账款周转天数（期末法）', en: 'DSO (period end)' }), days(report.simple, out)],
    [words({ zh: '周转天数（倒推法）', en: 'DSO (count-back)' }), days(report.countBack, out)],
    [words({ zh: '最佳可能周转天数', en: 'Best possible DSO' }), days(report.bestPossible, out)],
    [words({ zh: '周转天数（滚动）', en: 'DSO (rolling)' }), days(report.rolling, out)],
    [words({ zh: '加权平均逾期天数', en: 'Average days late, by amount' }), days(report.averageDaysLate, out)],
    [words({ zh: '加权平均超出账期天数', en: 'Average days beyond terms' }), days(report.averageDaysBeyondTerms, out)],
    [words({ zh: '按期付款比例（金额）', en: 'Paid on time, by amount' }), percent(report.paidOnTimePercent)],
    [words({ zh: '收款效率 CEI', en: 'Collection effectiveness' }), percent(report.collectionEffectiveness)],
  ];
  out.show(table([words({ zh: '指标，截止 {asOf}', en: 'As of {asOf}' }, { asOf: report.asOf }), ''], rows), report);
  return 0;
};

export const rollRates = async ({ clock, ...options }: ClockOptions, out: Terminal): Promise<ExitCode> => {
  const wanted = figuresClock.parse(clock);
  const report = await asked(options, out, ({ queries }, moment) =>
    queries.execute(new LookAtRollRates({ ...moment, clock: wanted })),
  );
  const { words } = out;
  const head = [
    words({ zh: '区间', en: 'Bucket' }),
    words({ zh: '迁徙率', en: 'Roll rate' }),
    words({ zh: '损失率', en: 'Loss rate' }),
    words({ zh: '余额', en: 'Balance' }),
    words({ zh: '减值准备', en: 'Provision' }),
  ];
  const rows = report.matrix.map(({ bucket, lossRate, balance, provision }, index) => [
    bucketName(bucket, out),
    report.rates[index]?.average ?? NONE,
    lossRate,
    ...[balance, provision].map(grouped),
  ]);
  const sum = [words({ zh: '合计', en: 'Total' }), '', '', grouped(report.balance), grouped(report.provision)];
  out.show(table(head, [...rows, sum]), report);
  return 0;
};

export const forecast = async (
  { customer, withoutDisputes, ...options }: FiguresOptions & Readonly<{ customer?: string; withoutDisputes: boolean }>,
  out: Terminal,
): Promise<ExitCode> => {
  const without = withoutDisputes ? ('disputes' as const) : undefined;
  const report = await asked(options, out, ({ queries }, moment) =>
    queries.execute(new LookAtForecast({ ...moment, customerId: customer, without })),
  );
  const { words } = out;
  const head = [
    words({ zh: '自', en: 'From' }),
    words({ zh: '至', en: 'To' }),
    words({ zh: '预计回款', en: 'Expected' }),
    ...['P10', 'P50', 'P90'],
  ];
  const rows = report.weeks.map(({ from, to, expected, p10, p50, p90 }) => [
    ...[from, to],
    ...[expected, p10, p50, p90].map(grouped),
  ]);
  const later = words(
    {
      zh: '其后或从未这样晚收到过：{beyond}；未收合计 {open}',
      en: 'Later, or later than ever: {beyond}; open in all {open}',
    },
    { beyond: grouped(report.beyond), open: grouped(report.open) },
  );
  out.show(`${table(head, rows)}\n\n${later}`, report);
  return 0;
};

export const top = async (
  { size, ...options }: FiguresOptions & Readonly<{ size: number }>,
  out: Terminal,
): Promise<ExitCode> => {
  const report = await asked(options, out, ({ queries }, moment) =>
    queries.execute(new LookAtTopDebtors({ ...moment, size })),
  );
  const { words } = out;
  const head = [
    words({ zh: '客户', en: 'Customer' }),
    words({ zh: '应收', en: 'Receivables' }),
    words({ zh: '逾期', en: 'Overdue' }),
    words({ zh: '占比', en: 'Share' }),
  ];
  const rows = report.rows.map(({ customerName, receivables, overdue, sharePercent }) => [
    customerName,
    ...[receivables, overdue].map(grouped),
    `${sharePercent}%`,
  ]);
  const { top1 = NONE, top5 = NONE, top10 = NONE, herfindahl = NONE } = report.concentration ?? {};
  const found = words(
    {
      zh: '共 {customers} 户；最大 1/5/10 户占 {top1}/{top5}/{top10} %，赫芬达尔指数 {herfindahl}',
      en: '{customers} customers; the largest 1/5/10 owe {top1}/{top5}/{top10} %, Herfindahl index {herfindahl}',
    },
    { customers: report.customers, top1, top5, top10, herfindahl },
  );
  out.show(`${table(head, rows)}\n\n${found}`, report);
  return 0;
};

export const trend = async (
  { months, clock, ...options }: MonthsOptions & ClockOptions,
  out: Terminal,
): Promise<ExitCode> => {
  const wanted = figuresClock.parse(clock);
  const report = await asked(options, out, ({ queries }, moment) =>
    queries.execute(new LookAtTrend({ ...moment, months, clock: wanted })),
  );
  const { words } = out;
  const head = [
    words({ zh: '月末', en: 'Month end' }),
    ...report.buckets.map((bucket) => bucketName(bucket, out)),
    words({ zh: '应收', en: 'Receivables' }),
    words({ zh: '逾期率', en: 'Overdue' }),
  ];
  const rows = report.months.map(({ monthEnd, amounts, receivables, overduePercent }) => [
    monthEnd,
    ...[...amounts, receivables].map(grouped),
    overduePercent === undefined ? '' : `${overduePercent}%`,
  ]);
  out.show(table(head, rows), report);
  return 0;
};
