import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { mayPostIntoClosed } from '../authority/authority-policy';
import { closureOf, monthOf, openFrom } from '../ledger-period/ledger-period';
import type { PostingPeriod } from '../ledger-period/posting-period';
import type { CreditAccountCommand } from './commands';
import type { CreditAccountEvent } from './events';

/** The business day on which an event counts in the ledger; undefined where it moves nothing there. */
const postedOn = ({ type, data }: CreditAccountEvent): BusinessDate | undefined => {
  // A bill's payment counted when the bill was taken, and a settlement is no movement.
  if (type === 'BillHonoured' || type === 'ReceivableSettled') return undefined;
  if ('valueDate' in data) return data.valueDate;
  if ('issueDate' in data) return data.issueDate;
  return 'invoiceDate' in data ? data.invoiceDate : undefined;
};

/** Throws `period-closed` with the month and who closed it, unless a role posts that may. Nothing is posted, or all of it. */
export const requireOpenPeriod = (
  events: readonly CreditAccountEvent[],
  { period, by, authority }: PostingPeriod,
): void => {
  const from = openFrom(period);
  if (from === undefined || mayPostIntoClosed(by, authority)) return;
  for (const event of events) {
    const day = postedOn(event);
    const closure = day !== undefined && isBefore(day, from) ? closureOf(period, day) : undefined;
    if (day === undefined || closure === undefined) continue;
    const { closedBy, on } = closure;
    const wanted = authority.postIntoClosedPeriod?.join(' / ') ?? '—';
    throw new Problem('period-closed', { month: monthOf(day), date: day, closedBy, closedOn: on, first: from, wanted });
  }
};

/** The earliest day that a command itself speaks of; undefined where that comes out of the account only. */
const namedDay = ({ type, data }: CreditAccountCommand): BusinessDate | undefined => {
  if (type === 'RecordPayment') return data.valueDate;
  if (type === 'RecordInvoice') return data.invoiceDate;
  if (type === 'DispatchShipment') return data.invoiceDate ?? data.on;
  return type === 'ReceiveBill' ? data.on : undefined;
};

const POSTING: ReadonlySet<CreditAccountCommand['type']> = new Set<CreditAccountCommand['type']>([
  ...([
    'RecordInvoice',
    'RecordPayment',
    'AllocatePayment',
    'DispatchShipment',
    'ReceiveBill',
    'DishonourBill',
  ] as const),
  ...(['DeallocatePayment', 'ReversePayment', 'IssueCreditNote', 'CancelCreditNote'] as const),
  ...(['WriteOffReceivable', 'RecoverWriteOff', 'ChargeInterest'] as const),
]);

/** Whether it may post into an earlier month than today's: then somebody looks which are closed. */
export const mayReachBack = (command: CreditAccountCommand): boolean => {
  if (!POSTING.has(command.type)) return false;
  const day = namedDay(command);
  return day === undefined || monthOf(day) < monthOf(command.data.on);
};
