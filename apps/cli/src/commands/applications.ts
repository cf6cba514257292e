import type { ApplicationRow } from '@app/contracts/credit-application';
import { factInWords } from '@app/contracts/fact-words';
import { LookAtApplications } from '@app/cqrs/credit-application.query';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

export type ApplicationsOptions = Readonly<{ late: boolean; reassessment: boolean; page: number; size: number }>;

const headOf = ({ words }: Terminal): string[] => [
  words({ zh: '申请', en: 'Application' }),
  words({ zh: '客户', en: 'Customer' }),
  words({ zh: '主销单位', en: 'Selling unit' }),
  words({ zh: '阶段', en: 'Stage' }),
  words({ zh: '金额', en: 'Amount' }),
  words({ zh: '期限日', en: 'Due on' }),
  words({ zh: '超期天数', en: 'Days late' }),
  words({ zh: '重新评估', en: 'Reassess from' }),
];

const lineOf = (row: ApplicationRow, { language }: Terminal): string[] => [
  row.applicationId,
  row.customerName,
  row.sellingUnit,
  factInWords('stage', row.stage, language),
  grouped(row.amount),
  row.dueOn ?? '',
  row.lateDays === undefined || row.lateDays === 0 ? '' : String(row.lateDays),
  row.reassessFrom ?? '',
];

/** Applications by the day on which what they wait for is due, the longest due first. */
export const applications = async (
  { late, reassessment, page, size }: ApplicationsOptions,
  out: Terminal,
): Promise<ExitCode> => {
  const filters = {
    ...(late && { late: 'true' as const }),
    ...(reassessment && { reassessment: 'true' as const }),
  };
  const found = await withDesk(out, async (desk) => {
    await desk.followers.settle();
    return desk.queries.execute(new LookAtApplications({ page, size, sort: 'due', ...filters }));
  });
  const title = out.words(
    { zh: '申请：第 {page} 页，共 {total} 份', en: 'Applications: page {page}, {total} in all' },
    { page, total: found.total },
  );
  const rows = found.rows.map((row) => lineOf(row, out));
  out.show(rows.length === 0 ? title : `${title}\n\n${table(headOf(out), rows)}`, found);
  return 0;
};
