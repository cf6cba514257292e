import { creditAccountEvent, type CreditAccountEvent } from '@app/domain/credit-account/events';
import type { Recorded } from '@app/kernel/message';
import { minus, nil, type Yuan } from '@app/kernel/yuan';
import type { RowsGathered } from '../projection';
import { silent } from './ledger-entries';

/** All that ever happened to one receivable, in one row: it tells by itself what was open on any day, as known at any time. */
export type ReceivableLifeRow = {
  customer_id: string;
  receivable_id: string;
  invoice_date: string | null;
  due_date: string | null;
  amount: string | null;
  opened_position: string | null;
  document_id: string | null;
  /** `null` is an invoice. */
  of_kind: string | null;
  salesperson: string | null;
  currency: string | null;
  foreign_amount: string | null;
  /** With everything that is known by now, whenever it took effect. */
  open_now: string;
  /** The latest business day and the last place in the log of anything that moved it. */
  last_date: string;
  last_position: string;
  /** Of what moved it after it was opened; the lists belong together, in the order of the log. */
  first_move: string | null;
  move_dates: string[] | null;
  move_positions: string[] | null;
  moves: string[] | null;
  foreign_moves: string[] | null;
};

type Which = Readonly<{ customerId: string; receivableId: string }>;
type Move = Readonly<{ amount: Yuan; date: string; foreign?: Yuan | undefined }>;

const unsaid = {
  invoice_date: null,
  due_date: null,
  amount: null,
  opened_position: null,
  document_id: null,
  of_kind: null,
  salesperson: null,
  currency: null,
  foreign_amount: null,
};

const moved = (
  { customerId, receivableId }: Which,
  { amount, date, foreign = nil }: Move,
  { position }: Pick<Recorded<unknown>, 'position'>,
): ReceivableLifeRow[] => [
  {
    customer_id: customerId,
    receivable_id: receivableId,
    ...unsaid,
    open_now: amount,
    last_date: date,
    last_position: position,
    first_move: date,
    move_dates: [date],
    move_positions: [position],
    moves: [amount],
    foreign_moves: [foreign],
  },
];

const less = (amount: Yuan): Yuan => minus(nil, amount);

export const receivableLife: RowsGathered<CreditAccountEvent, ReceivableLifeRow> = {
  kind: 'rows-gathered',
  name: 'receivable-life',
  version: 1,
  table: 'receivable_life',
  orderedBy: 'last_position',
  merge: {
    customer_id: 'key',
    receivable_id: 'key',
    invoice_date: 'first',
    due_date: 'first',
    amount: 'first',
    opened_position: 'first',
    document_id: 'first',
    of_kind: 'first',
    salesperson: 'first',
    currency: 'first',
    foreign_amount: 'first',
    open_now: 'sum',
    last_date: 'greatest',
    last_position: 'greatest',
    first_move: 'least',
    move_dates: 'append',
    move_positions: 'append',
    moves: 'append',
    foreign_moves: 'append',
  },
  categories: ['creditAccount'],
  schema: creditAccountEvent,
  on: {
    ...silent,
    ReceivableOpened: ({ data, position }) => [
      {
        customer_id: data.customerId,
        receivable_id: data.receivableId,
        invoice_date: data.invoiceDate,
        due_date: data.dueDate,
        amount: data.amount,
        opened_position: position,
        document_id: data.documentId ?? null,
        of_kind: data.kind ?? null,
        salesperson: data.salesperson ?? null,
        currency: data.foreign?.currency ?? null,
        foreign_amount: data.foreign?.amount ?? null,
        open_now: data.amount,
        last_date: data.invoiceDate,
        last_position: position,
        first_move: null,
        move_dates: null,
        move_positions: null,
        moves: null,
        foreign_moves: null,
      },
    ],
    PaymentAllocated: ({ data, position }) => {
      const foreign = data.foreign && less(data.foreign.amount);
      return moved(data, { amount: less(data.amount), date: data.valueDate, foreign }, { position });
    },
    PaymentDeallocated: ({ data, position }) =>
      moved(data, { amount: data.amount, date: data.valueDate, foreign: data.foreign?.amount }, { position }),
    ReceivableWrittenOff: ({ data, position }) =>
      moved(data, { amount: less(data.amount), date: data.valueDate }, { position }),
    WriteOffRecovered: ({ data, position }) => moved(data, { amount: data.amount, date: data.valueDate }, { position }),
    DisputeRaised: 'skip',
    DisputeClosed: 'skip',
    ExtensionGranted: 'skip',
  },
};
