import type { AgingDifference, AgingDifferenceRow } from '@app/contracts/aging-difference';
import { LookAtAgingDifference } from '@app/cqrs/reports.query';
import { bucketName } from '../bucket-name';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { typedDay } from '../typed-day';
import { typedKnownAt } from '../typed-known-at';
import { withDesk } from '../with-desk';

export type AgingWhyOptions = Readonly<{
  asOf?: string;
  knownAt?: string;
  toAsOf?: string;
  toKnownAt?: string;
  customer?: string;
  page: number;
  size: number;
}>;

const columnName = (column: string, out: Terminal): string => {
  switch (column) {
    case 'unallocated-cash':
      return out.words({ zh: '未核销款', en: 'Unallocated' });
    case 'credit-notes':
      return out.words({ zh: '未用红字单', en: 'Credit notes' });
    case 'disputed':
      return out.words({ zh: '其中异议', en: 'Disputed' });
    default:
      return bucketName(column, out);
  }
};

const linesOf = (row: AgingDifferenceRow, out: Terminal): string => {
  const { words } = out;
  const told = (changes: AgingDifferenceRow['changes']) =>
    changes.map(({ column, amount }) => `${columnName(column, out)} ${grouped(amount)}`).join('; ');
  const events = row.events.map(({ recordedAt, businessDate, type, by, receivableId, paymentId, effects }) => [
    ...[recordedAt, businessDate, type, by],
    [receivableId, paymentId].filter((each) => each !== undefined).join(' ← '),
    told(effects),
  ]);
  const passing = row.passing.map(({ from, to, amount, receivables }) => [
    ...['', '', words({ zh: '时间推移', en: 'time went on' }), ''],
    words({ zh: '{n} 笔', en: '{n} receivables' }, { n: receivables }),
    `${columnName(from, out)} → ${columnName(to, out)} ${grouped(amount)}`,
  ]);
  const head = [
    words({ zh: '记录于', en: 'Recorded' }),
    words({ zh: '业务日', en: 'Day' }),
    words({ zh: '事件', en: 'Event' }),
    words({ zh: '何人', en: 'By' }),
    words({ zh: '单据', en: 'Document' }),
    words({ zh: '影响', en: 'Effect' }),
  ];
  return `${row.name}: ${told(row.changes)}\n${table(head, [...events, ...passing])}`;
};

/** Why two aging reports differ: every changed figure, and the events that account for it. */
export const agingWhy = async (options: AgingWhyOptions, out: Terminal): Promise<ExitCode> => {
  const day = (text: string | undefined) => (text === undefined ? undefined : typedDay(text));
  const known = (text: string | undefined) => (text === undefined ? undefined : typedKnownAt(text));
  const { page, size, customer: customerId } = options;
  const difference: AgingDifference = await withDesk(out, async (desk) => {
    await desk.followers.settle();
    const asOf = day(options.asOf) ?? desk.clock.today();
    const from = { asOf, knownAt: known(options.knownAt) };
    const to = { asOf: day(options.toAsOf) ?? asOf, knownAt: known(options.toKnownAt) };
    return desk.queries.execute(new LookAtAgingDifference({ basis: 'due', page, size, customerId }, from, to));
  });
  const title = out.words(
    { zh: '{n} 个客户的数字有变化', en: 'The figures of {n} customers differ' },
    { n: difference.total },
  );
  out.show([title, ...difference.rows.map((row) => linesOf(row, out))].join('\n\n'), difference);
  return 0;
};
