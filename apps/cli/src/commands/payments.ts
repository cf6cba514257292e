import {
  allocatePayment,
  deallocatePayment,
  deallocationPath,
  paymentPath,
  recordPayment,
  reversePayment,
  type PaymentReply,
} from '@app/contracts/payments';
import { moneyTables } from '../money-tables';
import { parsedInput } from '../parsed-input';
import { signature } from '../signature';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { amountOf, typedWish, type WishOptions } from '../typed-wish';
import { withDesk } from '../with-desk';

const states = {
  open: { zh: '有余额', en: 'open' },
  spent: { zh: '已核销完', en: 'spent' },
  reversed: { zh: '已冲回', en: 'reversed' },
} as const;

const show = (payment: PaymentReply, out: Terminal): ExitCode => {
  const { words } = out;
  const { paymentId, amount, valueDate, reference, state, unallocated, available } = payment;
  const head = `${paymentId} ${grouped(amount)} ${valueDate} ${reference} · ${words(states[state])}`;
  const left = words(
    { zh: '未核销 {unallocated}，可用额度 {available}', en: 'Unallocated {unallocated}, available {available}' },
    { unallocated: grouped(unallocated), available: grouped(available) },
  );
  out.show([head, left, ...moneyTables(payment, out)].join('\n\n'), payment);
  return 0;
};

type By = Readonly<{ by: string }>;
type Recording = WishOptions &
  By &
  Readonly<{ amount: string; currency?: string; valueDate?: string; reference?: string; means?: string }>;

export const recordPaymentOf = async (
  customerId: string,
  paymentId: string,
  { amount, currency, valueDate, reference, means, by, ...wish }: Recording,
  out: Terminal,
): Promise<ExitCode> => {
  const given = { amount: amountOf(amount), currency, valueDate, reference, means, ...typedWish(wish) };
  const [path, body] = [
    parsedInput(paymentPath, { customerId, paymentId }, out),
    parsedInput(recordPayment, given, out),
  ];
  const metadata = { by: signature(by) };
  return show(await withDesk(out, ({ payments }) => payments.record(path, body, metadata)), out);
};

export const allocatePaymentOf = async (
  customerId: string,
  paymentId: string,
  { by, valueDate, ...wish }: WishOptions & By & Readonly<{ valueDate?: string }>,
  out: Terminal,
): Promise<ExitCode> => {
  const path = parsedInput(paymentPath, { customerId, paymentId }, out);
  const body = parsedInput(allocatePayment, { valueDate, ...typedWish(wish) }, out);
  const metadata = { by: signature(by) };
  return show(await withDesk(out, ({ payments }) => payments.allocate(path, body, metadata)), out);
};

export type TakingBack = By & Readonly<{ receivable: string; amount?: string; valueDate?: string; reason: string }>;

/** What was typed of a deallocation, as the door takes it. */
export const typedTaking = ({ receivable, amount, valueDate, reason }: TakingBack, out: Terminal) =>
  parsedInput(
    deallocatePayment,
    { receivableId: receivable, valueDate, reason, ...(amount !== undefined && { amount: amountOf(amount) }) },
    out,
  );

export const deallocatePaymentOf = async (
  customerId: string,
  paymentId: string,
  deallocationId: string,
  options: TakingBack,
  out: Terminal,
): Promise<ExitCode> => {
  const path = parsedInput(deallocationPath, { customerId, paymentId, deallocationId }, out);
  const [body, metadata] = [typedTaking(options, out), { by: signature(options.by) }];
  return show(await withDesk(out, ({ payments }) => payments.deallocate(path, body, metadata)), out);
};

export const reversePaymentOf = async (
  customerId: string,
  paymentId: string,
  { by, cause, valueDate, reason }: By & Readonly<{ cause: string; valueDate?: string; reason: string }>,
  out: Terminal,
): Promise<ExitCode> => {
  const path = parsedInput(paymentPath, { customerId, paymentId }, out);
  const body = parsedInput(reversePayment, { cause, valueDate, reason }, out);
  const metadata = { by: signature(by) };
  return show(await withDesk(out, ({ payments }) => payments.reverse(path, body, metadata)), out);
};

export const showPayment = async (customerId: string, paymentId: string, out: Terminal): Promise<ExitCode> => {
  const path = parsedInput(paymentPath, { customerId, paymentId }, out);
  return show(await withDesk(out, ({ papers }) => papers.payment(path)), out);
};

type Listing = Readonly<{ page: number; size: number; open: boolean }>;

export const listPayments = async (
  customerId: string,
  { page, size, open }: Listing,
  out: Terminal,
): Promise<ExitCode> => {
  const found = await withDesk(out, async ({ papers, followers }) => {
    await followers.settle();
    return papers.payments(customerId, { page, size, open: open ? 'true' : undefined });
  });
  const { words } = out;
  const head = [
    words({ zh: '回款', en: 'Payment' }),
    words({ zh: '起息日', en: 'Value date' }),
    words({ zh: '金额', en: 'Amount' }),
    words({ zh: '未核销', en: 'Unallocated' }),
    words({ zh: '状态', en: 'State' }),
    words({ zh: '参考号', en: 'Reference' }),
  ];
  const rows = found.rows.map((row) => [
    ...[row.paymentId, row.valueDate, grouped(row.amount), grouped(row.unallocated)],
    ...[words(states[row.state]), row.reference],
  ]);
  const title = words({ zh: '共 {total} 笔', en: '{total} in all' }, { total: found.total });
  out.show(rows.length === 0 ? title : `${title}\n\n${table(head, rows)}`, found);
  return 0;
};
