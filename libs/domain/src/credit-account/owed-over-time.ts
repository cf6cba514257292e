import { later, type BusinessDate } from '@app/kernel/business-date';
import { minus, nil, plus, type Yuan } from '@app/kernel/yuan';
import type { CreditAccountEvent } from './events';

type Moves = readonly (readonly [day: BusinessDate, amount: Yuan])[];

/** What interest was charged on a receivable by one charge, up to and with a day. */
export type Charge = Readonly<{ interestId: string; to: BusinessDate; amount: Yuan; ratePercent: string }>;

/** How one receivable stood on every day, as far as is known now. */
export type OwedOverTime = Readonly<{
  receivableId: string;
  kind?: string | undefined;
  /** The one that counts now. */
  dueDate: BusinessDate;
  invoiceDate: BusinessDate;
  /** What was added to it, or taken off, by the business day. */
  moves: Moves;
  /** What came into dispute, or out of it again. */
  disputes: Moves;
  /** In the order in which they were charged. */
  charges: readonly Charge[];
  /** Credit notes that correct it, less debit notes that do. */
  credited: Yuan;
}>;

type Taken = { dispute: Map<string, readonly [receivableId: string, amount: Yuan]>; notes: Map<string, string> };

const less = (amount: Yuan): Yuan => minus(nil, amount);

/** Folded from the account's own events, so that it needs no read model and lags behind nothing. */
export const owedOverTime = (events: Iterable<CreditAccountEvent>): OwedOverTime[] => {
  const all = new Map<string, OwedOverTime>();
  const taken: Taken = { dispute: new Map(), notes: new Map() };
  const change = (id: string | undefined, to: (known: OwedOverTime) => Partial<OwedOverTime>): void => {
    const known = id === undefined ? undefined : all.get(id);
    if (id !== undefined && known !== undefined) all.set(id, { ...known, ...to(known) });
  };
  const move = (id: string, day: BusinessDate, amount: Yuan): void =>
    // Before the invoice exists, what pays it is cash.
    change(id, (known) => ({ moves: [...known.moves, [later(day, known.invoiceDate), amount]] }));
  const credit = (id: string | undefined, amount: Yuan): void =>
    change(id, (known) => ({ credited: plus(known.credited, amount) }));

  for (const { type, data } of events) {
    if (type === 'ReceivableOpened') {
      const { receivableId, kind, dueDate, invoiceDate, amount } = data;
      const moves: Moves = [[invoiceDate, amount]];
      const about = { receivableId, kind, dueDate, invoiceDate };
      all.set(receivableId, { ...about, moves, disputes: [], charges: [], credited: nil });
      if (data.corrects !== undefined) credit(data.corrects, less(amount));
    } else if (type === 'PaymentAllocated' || type === 'ReceivableWrittenOff') {
      move(data.receivableId, data.valueDate, less(data.amount));
    } else if (type === 'PaymentDeallocated' || type === 'WriteOffRecovered') {
      move(data.receivableId, data.valueDate, data.amount);
    } else if (type === 'ExtensionGranted') {
      change(data.receivableId, () => ({ dueDate: data.dueDate }));
    } else if (type === 'DisputeRaised') {
      taken.dispute.set(data.disputeId, [data.receivableId, data.amount]);
      change(data.receivableId, ({ disputes }) => ({ disputes: [...disputes, [data.on, data.amount]] }));
    } else if (type === 'DisputeClosed') {
      const [id, amount] = taken.dispute.get(data.disputeId) ?? ['', nil];
      change(id, ({ disputes }) => ({ disputes: [...disputes, [data.on, less(amount)]] }));
    } else if (type === 'CreditNoteIssued' && data.corrects !== undefined) {
      taken.notes.set(data.creditNoteId, data.corrects);
      credit(data.corrects, data.amount);
    } else if (type === 'CreditNoteCancelled') {
      credit(taken.notes.get(data.creditNoteId), less(data.amount));
    } else if (type === 'InterestCharged') {
      for (const id of new Set(data.lines.map(({ receivableId }) => receivableId))) {
        const own = data.lines.filter(({ receivableId }) => receivableId === id);
        const amount = own.reduce((sum, line) => plus(sum, line.amount), nil);
        const to = own.reduce((last, line) => later(last, line.to), own[0]?.to ?? data.to);
        const charge = { interestId: data.interestId, to, amount, ratePercent: data.ratePercent };
        change(id, ({ charges }) => ({ charges: [...charges, charge] }));
      }
    }
  }
  return [...all.values()];
};
