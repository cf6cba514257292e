import { newAccount, type CreditAccount } from '@app/domain/credit-account/account';
import { creditAccountEvent, type CreditAccountEvent } from '@app/domain/credit-account/events';
import { evolve } from '@app/domain/credit-account/evolve';
import { holdCausesOf, nextReview } from '@app/domain/credit-account/hold-causes';
import { positionOf } from '@app/domain/credit-account/exposure';
import { disputedOf, inOrderOfAge, openReservations } from '@app/domain/credit-account/items';
import { isPositive } from '@app/kernel/yuan';
import type { Json } from '@app/postgres/connect';
import type { Row, RowsPerStream } from '../projection';

type OfAccount<Rendered extends Row> = RowsPerStream<CreditAccount, CreditAccountEvent, Rendered>;

const fold = {
  kind: 'rows-per-stream',
  version: 1,
  category: 'creditAccount',
  schema: creditAccountEvent,
  initial: newAccount,
  evolve,
} as const;

export type AccountPositionRow = {
  customer_id: string;
  agreement: Json;
  limits: Json;
  temporaries: Json;
  allowances: Json;
  sums: Json;
  /** What was invoiced less what was paid, credited and written off, added up apart from the items. */
  ledger: string;
  held_for: string[];
  /** All causes for which nothing ships, the receivables of `held_for` among them; each as `cause:id`. */
  hold_causes: string[];
  blacklisted: boolean;
  oldest_due_date: string | null;
  /** The next day on which a cause of a hold may come or go by itself; null when no day will do that. */
  review_from: string | null;
  revision: number;
};

/** What each account stands at, apart from the day: `exposureOn` makes the figures of a day from it. */
export const accountPosition: OfAccount<AccountPositionRow> = {
  ...fold,
  name: 'account-position',
  version: 4,
  table: 'account_position',
  key: ['stream'],
  render: (account, { data: { customerId, on }, revision }) => {
    const { agreement, limits, temporaries, allowances, sums } = positionOf(account);
    return [
      {
        customer_id: customerId,
        agreement: agreement ?? null,
        limits: [...limits],
        temporaries: [...temporaries],
        allowances: [...allowances],
        sums: { ...sums },
        ledger: account.ledger,
        held_for: [...account.holds].sort(),
        hold_causes: holdCausesOf(account).map(({ cause, id }) => `${cause}:${id}`),
        blacklisted: account.blacklisted,
        oldest_due_date: account.due[0]?.dueDate ?? null,
        review_from: nextReview(account, on) ?? null,
        revision,
      },
    ];
  },
};

export type OpenReceivableRow = {
  receivable_id: string;
  customer_id: string;
  amount: string;
  open_amount: string;
  disputed: string;
  invoice_date: string;
  due_date: string;
  held: boolean;
  document_id: string | null;
  /** `null` is an invoice. */
  of_kind: string | null;
  salesperson: string | null;
  /** `null` is the currency of the books. */
  currency: string | null;
  foreign_open: string | null;
};

export const openReceivable: OfAccount<OpenReceivableRow> = {
  ...fold,
  name: 'open-receivable',
  version: 2,
  table: 'open_receivable',
  key: ['stream', 'receivable_id'],
  render: (account, { data: { customerId } }) =>
    inOrderOfAge(account).map(({ receivableId, amount, open, invoiceDate, dueDate, ...about }) => ({
      receivable_id: receivableId,
      customer_id: customerId,
      amount,
      open_amount: open,
      disputed: disputedOf(account, receivableId),
      invoice_date: invoiceDate,
      due_date: dueDate,
      held: account.holds.has(receivableId),
      document_id: about.documentId ?? null,
      of_kind: about.kind ?? null,
      salesperson: about.salesperson ?? null,
      currency: about.foreign?.currency ?? null,
      foreign_open: about.foreign?.left ?? null,
    })),
};

export type ReservationRow = {
  shipment_id: string;
  customer_id: string;
  open_amount: string;
  expires_on: string;
  revision: number;
};

/** What is authorised and not yet dispatched, for the calendar that ends it. */
export const reservation: OfAccount<ReservationRow> = {
  ...fold,
  name: 'reservation',
  table: 'reservation',
  key: ['stream', 'shipment_id'],
  render: (account, { data: { customerId }, revision }) =>
    openReservations(account)
      .filter(({ open }) => isPositive(open))
      .sort((a, b) => (a.shipmentId < b.shipmentId ? -1 : 1))
      .map(({ shipmentId, open, expiresOn }) => ({
        shipment_id: shipmentId,
        customer_id: customerId,
        open_amount: open,
        expires_on: expiresOn,
        revision,
      })),
};
