import { calibrationQuery } from '@app/contracts/calibration';
import { LookAtCalibration } from '@app/cqrs/policy.query';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { typedDay } from '../typed-day';
import { withDesk } from '../with-desk';

/** What became of the receivables of each grade, so that grades can be held against what they promise. */
export const calibrate = async (
  { asOf, ...options }: Readonly<{ asOf?: string; by: string }>,
  out: Terminal,
): Promise<ExitCode> => {
  const { by } = calibrationQuery.parse(options);
  const day = asOf === undefined ? undefined : typedDay(asOf);
  const report = await withDesk(out, async (desk) => {
    await desk.followers.settle();
    return desk.queries.execute(new LookAtCalibration({ by, asOf: day ?? desk.clock.today() }));
  });
  const { words } = out;
  const head = [
    words({ zh: '等级', en: 'Grade' }),
    words({ zh: '应收笔数', en: 'Receivables' }),
    words({ zh: '逾期', en: 'Late' }),
    words({ zh: '逾期率', en: 'Share' }),
    words({ zh: '{confidence}% 区间', en: '{confidence} % interval' }, { confidence: report.confidencePercent }),
    words({ zh: '平均逾期天数', en: 'Mean days late' }),
    words({ zh: '最长', en: 'Worst' }),
    words({ zh: '金额', en: 'Amount' }),
    words({ zh: '其中逾期', en: 'Late amount' }),
  ];
  const rows = report.rows.map((row) => [
    row.grade ?? '—',
    String(row.receivables),
    String(row.late),
    `${row.latePercent}%`,
    `${row.low}% – ${row.high}%`,
    row.meanDaysLate,
    String(row.worstDaysLate),
    grouped(row.amount),
    grouped(row.lateAmount),
  ]);
  const title = words(
    { zh: '发货时等级与其后付款，截止 {asOf}', en: 'Grade at dispatch and what was paid, as of {asOf}' },
    { asOf: report.asOf },
  );
  out.show(`${title}\n\n${table(head, rows)}`, report);
  return 0;
};
