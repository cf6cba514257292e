import type { BacktestReport } from '@app/cqrs/policy-backtest';
import { sentence } from '@app/contracts/sentences';
import type { HitRates } from '@app/domain/backtest/observed-outcome';
import type { Effect } from '@app/domain/backtest/shipment-effects';
import type { Bilingual } from '@app/kernel/language';
import { grouped, table } from './table';
import type { Terminal } from './terminal';

/** So many lines of each list are shown; `--json` has all that were kept. */
const SHOWN_MAX = 20;
const OUTCOMES: Readonly<Record<string, Bilingual>> = {
  declined: { zh: '不予授信', en: 'declined' },
  'refer-to-analyst': { zh: '转分析员', en: 'to an analyst' },
};

const gradeWord = (grade: string, { words }: Terminal): string => {
  const outcome = OUTCOMES[grade];
  return outcome === undefined ? grade : words(outcome);
};

/** Rows: before; columns: after. */
const matrix = ({ characteristicGrades: cells }: BacktestReport, { words }: Terminal): string => {
  const names = [...new Set(cells.flatMap(({ before, after }) => [before, after]))].sort();
  const count = (before: string, after: string): string =>
    String(cells.find((cell) => cell.before === before && cell.after === after)?.count ?? 0);
  const head = [words({ zh: '特征等级 前＼后', en: 'Characteristic grade, before \\ after' }), ...names];
  return table(
    head,
    names.map((before) => [before, ...names.map((after) => count(before, after))]),
  );
};

const effectRow = (title: string, { shipments, amount, arrears, paidInTime }: Effect): string[] => [
  title,
  String(shipments),
  grouped(amount),
  grouped(arrears),
  grouped(paidInTime),
];

const shipments = (report: BacktestReport, { words }: Terminal): string => {
  const { wouldBeRefused, wouldPass, refusedThenAllowed, refusedOnlyByDraft } = report;
  return table(
    [
      words({ zh: '发货', en: 'Shipments' }),
      words({ zh: '笔数', en: 'Count' }),
      words({ zh: '金额', en: 'Amount' }),
      words({ zh: '其中逾期', en: 'Late' }),
      words({ zh: '按期收回', en: 'Paid in time' }),
    ],
    [
      effectRow(words({ zh: '已放行，草案会拒绝', en: 'authorised, the draft would refuse' }), wouldBeRefused),
      effectRow(words({ zh: '已放行，现行会拒绝，草案放行', en: 'authorised, only the draft allows' }), wouldPass),
      [
        words({ zh: '因额度被拒，草案会放行', en: 'refused for want of limit, the draft would allow' }),
        String(refusedThenAllowed.shipments),
        grouped(refusedThenAllowed.amount),
        '',
        '',
      ],
      [
        words({ zh: '因额度被拒，现行会放行，草案拒绝', en: 'refused for want of limit, only the draft refuses' }),
        String(refusedOnlyByDraft.shipments),
        grouped(refusedOnlyByDraft.amount),
        '',
        '',
      ],
    ],
  );
};

const hitRow = (title: string, { goodGood, goodBad, badGood, badBad }: HitRates): string[] => [
  title,
  ...[goodGood, badBad, goodBad, badGood].map(String),
];

const hits = ({ hits: { before, after } }: BacktestReport, { words }: Terminal): string =>
  table(
    [
      words({ zh: '命中', en: 'Hits' }),
      words({ zh: '好评为好', en: 'Good rated good' }),
      words({ zh: '坏评为坏', en: 'Bad rated bad' }),
      words({ zh: '坏评为好', en: 'Bad rated good' }),
      words({ zh: '好评为坏', en: 'Good rated bad' }),
    ],
    [hitRow(words({ zh: '现行', en: 'in force' }), before), hitRow(words({ zh: '草案', en: 'draft' }), after)],
  );

const changes = (report: BacktestReport, names: ReadonlyMap<string, string>, out: Terminal): string =>
  table(
    [
      out.words({ zh: '客户', en: 'Customer' }),
      out.words({ zh: '申请', en: 'Application' }),
      out.words({ zh: '前', en: 'Before' }),
      out.words({ zh: '额度', en: 'Limit' }),
      out.words({ zh: '后', en: 'After' }),
      out.words({ zh: '额度', en: 'Limit' }),
    ],
    report.changes
      .slice(0, SHOWN_MAX)
      .map(({ customerId, applicationId, before, after }) => [
        names.get(customerId) ?? customerId,
        applicationId,
        gradeWord(before.grade, out),
        grouped(before.limit),
        gradeWord(after.grade, out),
        grouped(after.limit),
      ]),
  );

const arrears = ({ byCustomer }: BacktestReport, names: ReadonlyMap<string, string>, { words }: Terminal): string =>
  table(
    [words({ zh: '客户', en: 'Customer' }), words({ zh: '避免的逾期', en: 'Arrears avoided' })],
    byCustomer
      .slice(0, SHOWN_MAX)
      .map(({ customerId, arrearsAvoided }) => [names.get(customerId) ?? customerId, grouped(arrearsAvoided)]),
  );

const unfitLines = ({ unfit }: BacktestReport, { words, language }: Terminal): string[] =>
  unfit.count === 0
    ? []
    : [
        words(
          { zh: '{count} 份无法按草案评估：', en: '{count} could not be assessed under the draft:' },
          { count: unfit.count },
        ),
        ...unfit.listed
          .slice(0, SHOWN_MAX)
          .flatMap(({ applicationId, details }) =>
            details.slice(0, 1).map(({ code, facts }) => `  ${applicationId}: ${sentence(code, facts, language)}`),
          ),
      ];

const headline = (report: BacktestReport, { words }: Terminal): string[] => {
  const { inForce, draft, limits } = report;
  const { up, down, same } = limits;
  return [
    words(
      {
        zh: '{draft} 对比现行 {inForce}，截止 {asOf}',
        en: '{draft} against {inForce} in force, as of {asOf}',
      },
      {
        draft: `${draft.id} v${draft.version}`,
        inForce: `${inForce.id} v${inForce.version}`,
        asOf: report.asOf,
      },
    ),
    words(
      {
        zh: '{assessments} 份评估，{changed} 份等级或额度不同',
        en: '{assessments} assessments, {changed} with another grade or limit',
      },
      { assessments: report.assessments, changed: report.changed },
    ),
    words(
      {
        zh: '建议额度：上调 {up} 份 {upSum}，下调 {down} 份 {downSum}，不变 {same} 份；合计 {before} → {after}',
        en: 'Suggested limits: {up} up by {upSum}, {down} down by {downSum}, {same} the same; {before} → {after} in all',
      },
      {
        up: up.count,
        upSum: grouped(up.sum),
        down: down.count,
        downSum: grouped(down.sum),
        same,
        before: grouped(limits.before),
        after: grouped(limits.after),
      },
    ),
    words({ zh: '避免的逾期：{sum}', en: 'Arrears avoided: {sum}' }, { sum: grouped(report.arrearsAvoided) }),
  ];
};

/** The report for people; everything in it is in the JSON too. */
export const backtestText = (report: BacktestReport, names: ReadonlyMap<string, string>, out: Terminal): string =>
  [
    headline(report, out).join('\n'),
    matrix(report, out),
    shipments(report, out),
    `${hits(report, out)}\n${out.words(
      {
        zh: '（{observed} 份评估之后有付款、到期或停货可看）',
        en: '({observed} assessments after which something was seen)',
      },
      { observed: report.observed },
    )}`,
    ...(report.changes.length > 0 ? [changes(report, names, out)] : []),
    ...(report.byCustomer.length > 0 ? [arrears(report, names, out)] : []),
    ...(report.unfit.count > 0 ? [unfitLines(report, out).join('\n')] : []),
  ].join('\n\n');
