import {
  chargeInterest,
  interestPath,
  interestQuery,
  type InterestChargeView,
  type InterestDueView,
} from '@app/contracts/interest';
import { customerPath } from '@app/contracts/customer';
import { parsedInput } from '../parsed-input';
import { signature } from '../signature';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

const linesOf = (lines: InterestChargeView['lines'], { words }: Terminal): string =>
  table(
    [
      words({ zh: '应收账款', en: 'Receivable' }),
      words({ zh: '起', en: 'From' }),
      words({ zh: '止', en: 'To' }),
      words({ zh: '天数', en: 'Days' }),
      words({ zh: '余额', en: 'Balance' }),
      words({ zh: '利息', en: 'Interest' }),
    ],
    lines.map((one) => [
      ...[one.receivableId, one.from, one.to, String(one.days)],
      ...[grouped(one.balance), grouped(one.amount)],
    ]),
  );

const correctionsOf = ({ corrections }: InterestDueView, { words }: Terminal): string =>
  table(
    [
      words({ zh: '计息单', en: 'Charge' }),
      words({ zh: '已计', en: 'Charged' }),
      words({ zh: '应为', en: 'Should be' }),
      words({ zh: '已冲减', en: 'Credited' }),
      words({ zh: '建议红字', en: 'Credit note' }),
    ],
    corrections.map(({ interestId, charged, now, credited, proposed }) => [
      interestId,
      ...[charged, now, credited, proposed].map(grouped),
    ]),
  );

type Wish = Readonly<{ to?: string; page: number; size: number }>;

export const showInterest = async (customer: string, { to, page, size }: Wish, out: Terminal): Promise<ExitCode> => {
  const { customerId } = parsedInput(customerPath, { customerId: customer }, out);
  const wish = parsedInput(interestQuery, { to, page, size }, out);
  const due = await withDesk(out, ({ interest }) => interest.due(customerId, wish));
  const title = out.words(
    {
      zh: '{customer}：截至 {to} 应计利息 {amount}（年利率 {rate}%，宽限 {grace} 天）',
      en: '{customer}: interest of {amount} up to {to} ({rate}% a year, {grace} days of grace)',
    },
    { customer: customerId, to: due.to, amount: grouped(due.amount), rate: due.ratePercent, grace: due.graceDays },
  );
  const small = due.isBelowMinimum
    ? [out.words({ zh: '不足最低额，暂不计收。', en: 'Too little to be charged.' })]
    : [];
  const lines = due.rows.length === 0 ? [] : [linesOf(due.rows, out)];
  const corrections = due.corrections.length === 0 ? [] : [correctionsOf(due, out)];
  out.show([title, ...small, ...lines, ...corrections].join('\n\n'), due);
  return 0;
};

export const chargeInterestOf = async (
  customerId: string,
  interestId: string,
  { to, by = '' }: Readonly<{ to?: string; by?: string }>,
  out: Terminal,
): Promise<ExitCode> => {
  const path = parsedInput(interestPath, { customerId, interestId }, out);
  const body = parsedInput(chargeInterest, { to }, out);
  const metadata = { by: signature(by) };
  const charge = await withDesk(out, ({ interest }) => interest.charge(path, body, metadata));
  const title = out.words(
    { zh: '{id}：已计利息 {amount}，{due} 到期', en: '{id}: interest of {amount} charged, due on {due}' },
    { id: interestId, amount: grouped(charge.amount), due: charge.dueDate },
  );
  out.show(`${title}\n\n${linesOf(charge.lines, out)}`, charge);
  return 0;
};
