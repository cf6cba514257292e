import { daysBetween, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { exceeds, isNil, isPositive, minus, nil, plus, smaller, total, type Yuan } from '@app/kernel/yuan';

/** An entry of the ledger of one customer, of a business day up to the end of the period. */
export type LedgerMovement<Kind extends string = string> = Readonly<{
  position: string;
  kind: Kind;
  receivableId: string | null;
  /** Of the payment or of the credit note. */
  paymentId: string | null;
  date: BusinessDate;
  recordedOn: BusinessDate;
  receivable: Yuan;
  cash: Yuan;
  note: Yuan;
  ledger: Yuan;
  dueDate: BusinessDate | null;
  documentId: string | null;
  ofKind: string | null;
}>;

export type StatementPeriod = Readonly<{ customerId: string; from: BusinessDate; to: BusinessDate }>;

/** What is known of the customer beside the movements: due dates that were put off, and what is in dispute. */
export type Beside = Readonly<{
  dueDates: ReadonlyMap<string, BusinessDate>;
  disputed: ReadonlyMap<string, Yuan>;
}>;

export type DrawnMovement<Entry> = Readonly<{ entry: Entry; balance: Yuan }>;
export type OpenItem = Readonly<{
  receivableId: string;
  ofKind: string | null;
  documentId: string | null;
  invoiceDate: BusinessDate;
  dueDate: BusinessDate;
  amount: Yuan;
  open: Yuan;
  disputed: Yuan;
  daysOverdue: number;
}>;
export type Credit = Readonly<{ id: string; date: BusinessDate; amount: Yuan; left: Yuan }>;

const added = (sums: Map<string, Yuan>, key: string, amount: Yuan): void => {
  if (!isNil(amount)) sums.set(key, plus(sums.get(key) ?? nil, amount));
};

/**
 * What is open of each receivable at the end. An allocation to an invoice of a later date has taken nothing yet from the
 * payment.
 */
const itemsAtEnd = (entries: readonly LedgerMovement[], { to }: StatementPeriod, beside: Beside): OpenItem[] => {
  const open = new Map<string, Yuan>();
  for (const { receivableId, receivable } of entries) if (receivableId !== null) added(open, receivableId, receivable);
  return entries.flatMap((entry): OpenItem[] => {
    const { kind, receivableId, ledger: amount, date: invoiceDate, dueDate: first, ofKind, documentId } = entry;
    if (kind !== 'opened' || receivableId === null) return [];
    const left = open.get(receivableId) ?? nil;
    if (isNil(left)) return [];
    const dueDate = beside.dueDates.get(receivableId) ?? first ?? invoiceDate;
    const disputed = smaller(left, beside.disputed.get(receivableId) ?? nil);
    const daysOverdue = daysBetween(dueDate, to);
    return [{ receivableId, ofKind, documentId, invoiceDate, dueDate, amount, open: left, disputed, daysOverdue }];
  });
};

const creditsAtEnd = (entries: readonly LedgerMovement[], of: 'cash' | 'note', kind: 'paid' | 'credited'): Credit[] => {
  const left = new Map<string, Yuan>();
  for (const entry of entries) if (entry.paymentId !== null) added(left, entry.paymentId, entry[of]);
  return entries.flatMap((entry): Credit[] => {
    const { paymentId: id, date } = entry;
    if (entry.kind !== kind || id === null) return [];
    const rest = left.get(id) ?? nil;
    return isNil(rest) ? [] : [{ id, date, amount: entry[of], left: rest }];
  });
};

const byDueDate = (a: OpenItem, b: OpenItem): number => {
  if (a.dueDate !== b.dueDate) return a.dueDate < b.dueDate ? -1 : 1;
  return a.receivableId < b.receivableId ? -1 : 1;
};

/**
 * The statement of account of a period from the entries up to its end, in the order of their business days. Opening
 * balance and movements are the closing balance; the open items less unallocated cash less unapplied credit notes,
 * added up without regard to it, must be the same: `Problem` `statement-does-not-tie`.
 */
export const drawUp = <Entry extends LedgerMovement>(
  entries: readonly Entry[],
  period: StatementPeriod,
  beside: Beside,
) => {
  const invoiced = new Set(entries.flatMap(({ kind, receivableId }) => (kind === 'opened' ? [receivableId] : [])));
  // Neither has moved anything yet: money that waits for an invoice of a later date is cash until then.
  const effective = entries.filter(({ receivableId, cash, note }) =>
    receivableId === null || invoiced.has(receivableId) ? true : isNil(cash) && isNil(note),
  );
  const before = entries.filter(({ date }) => date < period.from);
  const opening = total(before.map(({ ledger }) => ledger));
  let balance = opening;
  const movements: DrawnMovement<Entry>[] = [];
  for (const entry of entries) {
    if (entry.date < period.from || isNil(entry.ledger)) continue;
    balance = plus(balance, entry.ledger);
    movements.push({ entry, balance });
  }
  const amounts = movements.map(({ entry: { ledger } }) => ledger);
  const openItems = itemsAtEnd(effective, period, beside).sort(byDueDate);
  const unallocatedCash = creditsAtEnd(effective, 'cash', 'paid');
  const unappliedNotes = creditsAtEnd(effective, 'note', 'credited');
  const receivables = total(openItems.map(({ open }) => open));
  const cash = total(unallocatedCash.map(({ left }) => left));
  const notes = total(unappliedNotes.map(({ left }) => left));
  const items = minus(receivables, plus(cash, notes));
  const { customerId, to } = period;
  if (items !== balance)
    throw new Problem('statement-does-not-tie', { customer: customerId, to, items, closing: balance });
  return {
    ...{ opening, movements, closing: balance },
    charged: total(amounts.filter(isPositive)),
    credited: minus(nil, total(amounts.filter((amount) => exceeds(nil, amount)))),
    ...{ openItems, unallocatedCash, unappliedNotes, receivables, cash, notes },
    disputed: total(openItems.map(({ disputed }) => disputed)),
    overdue: total(openItems.filter(({ daysOverdue }) => daysOverdue > 0).map(({ open }) => open)),
    proof: { opening, movements: total(amounts), closing: balance, items },
  };
};
