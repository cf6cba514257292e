import { CheckShipment } from '@app/cqrs/shipment-check.query';
import { Problem } from '@app/kernel/problem';
import type { Yuan } from '@app/kernel/yuan';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { typedAmount } from '../typed-amount';
import { withDesk } from '../with-desk';

const MARKS = { pass: '✓', warn: '!', block: '✗' } as const;

const amountOf = (text: string): Yuan => {
  const typed = typedAmount(text);
  if ('fault' in typed) throw new Problem(typed.fault, { value: text });
  return typed.amount;
};

/** May so much be shipped to the customer? Exit code 0: yes, 1: no. */
export const limit = async (customerId: string, { amount }: { amount: string }, out: Terminal): Promise<ExitCode> => {
  const wanted = amountOf(amount);
  const check = await withDesk(out, (desk) =>
    desk.queries.execute(new CheckShipment(customerId, { amount: wanted }, out.language)),
  );
  const { words } = out;
  const { exposure } = check;
  const answer =
    check.decision === 'yes'
      ? words({ zh: '可以发货 {amount}', en: 'Yes, {amount} may be shipped' }, { amount: grouped(wanted) })
      : words({ zh: '不可发货 {amount}', en: 'No, {amount} may not be shipped' }, { amount: grouped(wanted) });
  const figures = table(
    [words({ zh: '信用占用', en: 'Exposure' }), ''],
    [
      [words({ zh: '信用额度', en: 'Limit in force' }), grouped(exposure.limit)],
      [words({ zh: '绿色通道', en: 'Green channel' }), grouped(exposure.greenChannel)],
      [words({ zh: '额度预占', en: 'Reserved' }), grouped(exposure.reserved)],
      [words({ zh: '应收账款', en: 'Open receivables' }), grouped(exposure.receivables)],
      [words({ zh: '未核销款', en: 'Unallocated cash' }), grouped(exposure.unallocatedCash)],
      [words({ zh: '信用占用', en: 'Exposure' }), grouped(exposure.exposure)],
      [words({ zh: '可用额度', en: 'Available' }), grouped(exposure.available)],
    ],
  );
  const rules = check.rules.map(({ outcome, text }) => `${MARKS[outcome]} ${text}`).join('\n');
  out.show(`${answer}\n\n${figures}\n\n${rules}`, check);
  return check.decision === 'yes' ? 0 : 1;
};
