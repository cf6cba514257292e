import { agingBasis, agingGrouping, type AgingReport } from '@app/contracts/aging';
import { LookAtAging } from '@app/cqrs/reports.query';
import { bucketName } from '../bucket-name';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { typedDay } from '../typed-day';
import { typedKnownAt } from '../typed-known-at';
import { withDesk } from '../with-desk';

export type AgingOptions = Readonly<{
  asOf?: string;
  knownAt?: string;
  by: string;
  basis: string;
  page: number;
  size: number;
}>;

const keyWords = {
  customer: { zh: '客户', en: 'Customer' },
  unit: { zh: '主销单位', en: 'Selling unit' },
  salesperson: { zh: '业务员', en: 'Salesperson' },
  grade: { zh: '信用等级', en: 'Grade' },
  currency: { zh: '币种', en: 'Currency' },
} as const;

/** With these three the report is had again to the byte. */
const identityLine = ({ knownAt, policy, policyHash }: AgingReport, { words }: Terminal): string =>
  words(
    {
      zh: '知悉至日志位置 {position}（{at}）；账龄政策 {policy} {hash}',
      en: 'Known up to log position {position} ({at}); aging policy {policy} {hash}',
    },
    { position: knownAt.position || '–', at: knownAt.recordedAt || '–', policy, hash: policyHash.slice(0, 12) },
  );

export const aging = async (options: AgingOptions, out: Terminal): Promise<ExitCode> => {
  const { page, size } = options;
  const by = agingGrouping.parse(options.by);
  const basis = agingBasis.parse(options.basis);
  const asOf = options.asOf === undefined ? undefined : typedDay(options.asOf);
  const knownAt = options.knownAt === undefined ? undefined : typedKnownAt(options.knownAt);
  const report = await withDesk(out, async (desk) => {
    await desk.followers.settle();
    return desk.queries.execute(new LookAtAging({ asOf: asOf ?? desk.clock.today(), knownAt, by, basis, page, size }));
  });
  const { words } = out;
  const total = words({ zh: '合计', en: 'Total' });
  const lines = report.rows.map((row) => [
    row.name,
    ...row.buckets.map(grouped),
    grouped(row.receivables),
    grouped(row.unallocatedCash),
    grouped(row.creditNotes),
  ]);
  const sums = [
    total,
    ...report.buckets.map(({ amount }) => grouped(amount)),
    grouped(report.receivables),
    grouped(report.unallocatedCash),
    grouped(report.creditNotes),
  ];
  const head = [
    words(keyWords[by]),
    ...report.buckets.map(({ bucket }) => bucketName(bucket, out)),
    words({ zh: '应收', en: 'Receivables' }),
    words({ zh: '未核销款', en: 'Unallocated' }),
    words({ zh: '未用红字单', en: 'Credit notes' }),
  ];
  const title = words(
    { zh: '账龄，截止 {asOf}：{invoices} 张未结发票', en: 'Aging as of {asOf}: {invoices} open invoices' },
    { asOf: report.asOf, invoices: report.invoices },
  );
  const { buckets, unallocatedCash, creditNotes, ledger } = report.proof;
  const proof = words(
    {
      zh: '验证：区间合计 {buckets} − 未核销款 {cash} − 未用红字单 {notes} = 总账 {ledger}',
      en: 'Proof: buckets {buckets} − unallocated {cash} − credit notes {notes} = ledger {ledger}',
    },
    {
      ...{ buckets: grouped(buckets), cash: grouped(unallocatedCash), notes: grouped(creditNotes) },
      ledger: grouped(ledger),
    },
  );
  const more =
    report.total > report.rows.length
      ? `\n${words({ zh: '第 {page} 页，共 {total} 行', en: 'page {page}, {total} rows in all' }, { page, total: report.total })}`
      : '';
  out.show(`${title}\n\n${table(head, [...lines, sums])}\n\n${proof}\n${identityLine(report, out)}${more}`, report);
  return 0;
};
