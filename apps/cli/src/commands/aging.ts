import { z } from 'zod';
import { LookAtAging } from '@app/cqrs/reports.query';
import { businessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { bucketName } from '../bucket-name';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

export const grouping = z.enum(['customer', 'unit']);

export type AgingOptions = Readonly<{ asOf?: string; by: string; page: number; size: number }>;

export const aging = async ({ asOf, page, size, ...options }: AgingOptions, out: Terminal): Promise<ExitCode> => {
  const by = grouping.parse(options.by);
  const wanted = asOf === undefined ? undefined : businessDate.safeParse(asOf);
  if (wanted?.success === false) throw new Problem('date-not-in-format', { value: asOf ?? '', format: 'YYYY-MM-DD' });
  const report = await withDesk(out, async (desk) => {
    await desk.followers.settle();
    return desk.queries.execute(new LookAtAging({ asOf: wanted?.data ?? desk.clock.today(), by, page, size }));
  });
  const { words } = out;
  const total = words({ zh: '合计', en: 'Total' });
  const lines = report.rows.map((row) => [
    row.name,
    ...row.buckets.map(grouped),
    grouped(row.receivables),
    grouped(row.unallocatedCash),
  ]);
  const sums = [
    total,
    ...report.buckets.map(({ amount }) => grouped(amount)),
    grouped(report.receivables),
    grouped(report.unallocatedCash),
  ];
  const head = [
    by === 'unit' ? words({ zh: '主销单位', en: 'Selling unit' }) : words({ zh: '客户', en: 'Customer' }),
    ...report.buckets.map(({ bucket }) => bucketName(bucket, out)),
    words({ zh: '应收', en: 'Receivables' }),
    words({ zh: '未核销款', en: 'Unallocated' }),
  ];
  const title = words(
    { zh: '账龄，截止 {asOf}：{invoices} 张未结发票', en: 'Aging as of {asOf}: {invoices} open invoices' },
    { asOf: report.asOf, invoices: report.invoices },
  );
  const { buckets, unallocatedCash, ledger } = report.proof;
  const proof = words(
    {
      zh: '验证：区间合计 {buckets} − 未核销款 {cash} = 总账 {ledger}',
      en: 'Proof: buckets {buckets} − unallocated {cash} = ledger {ledger}',
    },
    { buckets: grouped(buckets), cash: grouped(unallocatedCash), ledger: grouped(ledger) },
  );
  const more =
    report.total > report.rows.length
      ? `\n${words({ zh: '第 {page} 页，共 {total} 行', en: 'page {page}, {total} rows in all' }, { page, total: report.total })}`
      : '';
  out.show(`${title}\n\n${table(head, [...lines, sums])}\n\n${proof}${more}`, report);
  return 0;
};
