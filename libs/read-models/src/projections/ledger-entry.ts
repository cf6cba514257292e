import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { minus, nil, type Yuan } from '@app/kernel/yuan';
import { ofAccount, silent } from './ledger-entries';

export type LedgerEntryKind =
  | 'opened'
  | 'paid'
  | 'credited'
  | 'allocated'
  | 'deallocated'
  | 'written-off'
  | 'recovered'
  | 'reversed'
  | 'note-cancelled'
  | 'difference';

export type LedgerEntryRow = {
  customer_id: string;
  kind: LedgerEntryKind;
  receivable_id: string | null;
  payment_id: string | null;
  business_date: string;
  recorded_on: string;
  recorded_at: string;
  receivable_delta: string;
  cash_delta: string;
  note_delta: string;
  ledger_delta: string;
  /** From here on, what a receivable says about itself: only where it is opened. */
  due_date: string | null;
  document_id: string | null;
  /** `null` is an invoice. */
  of_kind: string | null;
  salesperson: string | null;
  /** `null` is the currency of the books; then there is no foreign delta either. */
  currency: string | null;
  foreign_delta: string | null;
};

type Deltas = Readonly<{ receivable?: Yuan; cash?: Yuan; note?: Yuan; ledger?: Yuan }>;
type About = Readonly<{ customerId: string; receivableId?: string; paymentId?: string; date: string; on: string }>;

const less = (amount: Yuan): Yuan => minus(nil, amount);

const unsaid = {
  due_date: null,
  document_id: null,
  of_kind: null,
  salesperson: null,
  currency: null,
  foreign_delta: null,
};

const row = (
  kind: LedgerEntryKind,
  { customerId, receivableId, paymentId, date, on }: About,
  { receivable = nil, cash = nil, note = nil, ledger = nil }: Deltas,
  recordedAt: string,
  more: Partial<LedgerEntryRow> = {},
): LedgerEntryRow[] => [
  {
    customer_id: customerId,
    kind,
    receivable_id: receivableId ?? null,
    payment_id: paymentId ?? null,
    business_date: date,
    recorded_on: on,
    recorded_at: recordedAt,
    receivable_delta: receivable,
    cash_delta: cash,
    note_delta: note,
    ledger_delta: ledger,
    ...unsaid,
    ...more,
  },
];

type Data<Type extends CreditAccountEvent['type']> = Extract<CreditAccountEvent, { type: Type }>['data'];
type Moved = Data<'PaymentAllocated'> | Data<'PaymentDeallocated'>;

/** What an allocation moves, or with the sign turned what one gives back. */
const moved = ({ amount, cash = amount, credit }: Moved, turned: (amount: Yuan) => Yuan): Deltas => ({
  receivable: turned(amount),
  ...(credit === true ? { note: turned(cash) } : { cash: turned(cash) }),
});

/** The same in the currency of the document. */
const side = ({ foreign }: Moved, turned: (amount: Yuan) => Yuan): Partial<LedgerEntryRow> =>
  foreign === undefined ? {} : { currency: foreign.currency, foreign_delta: turned(foreign.amount) };

const same = (amount: Yuan): Yuan => amount;

const VERSION = 3;

/**
 * Every movement of receivables, cash and credit notes, on its business day: the invoice date, the value date of the
 * payment, the day from which a correction takes effect. Of every customer, at any day and as known at any time,
 * receivables less cash less credit notes equal the ledger: what was invoiced less what was paid, credited and written
 * off. An allocation to an invoice of a later date moves money only from that date on; whoever adds up sees to it.
 */
export const ledgerEntry = ofAccount<LedgerEntryRow>(
  'ledger-entry',
  'ledger_entry',
  {
    ...silent,
    ReceivableOpened: ({ data, recordedAt }) => {
      const { amount, invoiceDate: date, dueDate, documentId, kind, salesperson, foreign } = data;
      const about = { document_id: documentId ?? null, of_kind: kind ?? null, salesperson: salesperson ?? null };
      const inCurrency = foreign === undefined ? {} : { currency: foreign.currency, foreign_delta: foreign.amount };
      const more = { due_date: dueDate, ...about, ...inCurrency };
      return row('opened', { ...data, date }, { receivable: amount, ledger: amount }, recordedAt, more);
    },
    PaymentRecorded: ({ data, recordedAt }) => {
      const { amount, valueDate: date } = data;
      return row('paid', { ...data, date }, { cash: amount, ledger: less(amount) }, recordedAt);
    },
    CreditNoteIssued: ({ data, recordedAt }) => {
      const { customerId, creditNoteId: paymentId, amount, issueDate: date, on } = data;
      const about = { customerId, paymentId, date, on };
      return row('credited', about, { note: amount, ledger: less(amount) }, recordedAt);
    },
    PaymentAllocated: ({ data, recordedAt }) =>
      row('allocated', { ...data, date: data.valueDate }, moved(data, less), recordedAt, side(data, less)),
    PaymentDeallocated: ({ data, recordedAt }) =>
      row('deallocated', { ...data, date: data.valueDate }, moved(data, same), recordedAt, side(data, same)),
    PaymentReversed: ({ data, recordedAt }) => {
      const { amount, valueDate: date } = data;
      return row('reversed', { ...data, date }, { cash: less(amount), ledger: amount }, recordedAt);
    },
    CreditNoteCancelled: ({ data, recordedAt }) => {
      const { customerId, creditNoteId: paymentId, amount, valueDate: date, on } = data;
      const about = { customerId, paymentId, date, on };
      return row('note-cancelled', about, { note: less(amount), ledger: amount }, recordedAt);
    },
    ReceivableWrittenOff: ({ data, recordedAt }) => {
      const { amount, valueDate: date } = data;
      return row('written-off', { ...data, date }, { receivable: less(amount), ledger: less(amount) }, recordedAt);
    },
    WriteOffRecovered: ({ data, recordedAt }) => {
      const { amount, valueDate: date } = data;
      return row('recovered', { ...data, date }, { receivable: amount, ledger: amount }, recordedAt);
    },
    ExchangeDifferenceBooked: ({ data, recordedAt }) =>
      row('difference', { ...data, date: data.valueDate }, { ledger: data.amount }, recordedAt),
    DisputeRaised: 'skip',
    DisputeClosed: 'skip',
    ExtensionGranted: 'skip',
  },
  VERSION,
);
