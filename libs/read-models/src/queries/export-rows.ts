import type { AgingPolicy } from '@app/domain/aging/aging-policy';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { asOfItems, isAsItStands } from './as-of-items';
import { knownAt } from './known-at';
import { atOneMoment } from './reader';

/** So many rows are read at a time. */
const PAGE_ROWS = 20_000;

export type ExportedReceivable = Readonly<{
  customerId: string;
  customerName: string;
  receivableId: string;
  documentId: string | null;
  ofKind: string | null;
  salesperson: string | null;
  currency: string | null;
  invoiceDate: BusinessDate;
  dueDate: BusinessDate;
  open: Yuan;
  disputed: Yuan;
  /** Its place in the policy, from 0. */
  bucket: number;
}>;
type ReceivablesWish = Readonly<{
  asOf: BusinessDate;
  position: string;
  policy: AgingPolicy;
  customerId?: string | undefined;
}>;

const receivablePage = (
  sql: Sql,
  { asOf, position, policy, customerId }: ReceivablesWish,
  after: ExportedReceivable | undefined,
): Promise<readonly ExportedReceivable[]> =>
  atOneMoment(sql, async (tx) => {
    // What was known then stays what it was, so each page may be read at a moment of its own.
    const known = await knownAt(tx, { position });
    const wish = { asOf, known, policy, basis: 'due' as const };
    const items = asOfItems(tx, wish, await isAsItStands(tx, wish));
    return tx<ExportedReceivable[]>`
      with ${items}
      select i.customer_id as "customerId", coalesce(c.name, i.customer_id) as "customerName",
        receivable_id as "receivableId", document_id as "documentId", of_kind as "ofKind", salesperson, currency,
        invoice_date::text as "invoiceDate", due_date::text as "dueDate", open::numeric(20,2)::text as open,
        i.disputed::numeric(20,2)::text as disputed, bucket
      from items i left join read.customer_file c on c.customer_id = i.customer_id
      where (i.customer_id, i.receivable_id) > (${after?.customerId ?? ''}, ${after?.receivableId ?? ''})
        ${customerId === undefined ? tx`` : tx`and i.customer_id = ${customerId}`}
      order by i.customer_id, i.receivable_id limit ${PAGE_ROWS}`;
  });

/** All that is open at the end of a day, as known up to a position, by customer. */
export const receivablesForExport = async function* (
  sql: Sql,
  wish: ReceivablesWish,
): AsyncGenerator<ExportedReceivable> {
  let last: ExportedReceivable | undefined;
  do {
    const page = await receivablePage(sql, wish, last);
    yield* page;
    last = page.length < PAGE_ROWS ? undefined : page.at(-1);
  } while (last !== undefined);
};

export type ExportedEntry = Readonly<{
  position: string;
  n: number;
  date: BusinessDate;
  recordedOn: BusinessDate;
  recordedAt: string;
  kind: string;
  receivableId: string | null;
  paymentId: string | null;
  receivable: Yuan;
  cash: Yuan;
  note: Yuan;
  ledger: Yuan;
}>;
type LedgerWish = Readonly<{ customerId: string; from: BusinessDate; to: BusinessDate; position: string }>;

/** The entries of a customer's ledger in a period, in the order of their business days. */
export const ledgerForExport = async function* (
  sql: Sql,
  { customerId, from, to, position }: LedgerWish,
): AsyncGenerator<ExportedEntry> {
  let last: ExportedEntry | undefined;
  do {
    const page: readonly ExportedEntry[] = await sql<ExportedEntry[]>`
      select position, n, business_date::text as date, recorded_on::text as "recordedOn", recorded_at as "recordedAt", kind,
        receivable_id as "receivableId", payment_id as "paymentId", receivable_delta::text as receivable,
        cash_delta::text as cash, note_delta::text as note, ledger_delta::text as ledger
      from read.ledger_entry
      where customer_id = ${customerId} and business_date between ${from} and ${to} and position <= ${position}
        and (business_date, position, n) > (${last?.date ?? '0001-01-01'}, ${last?.position ?? ''}, ${last?.n ?? 0})
      order by business_date, position, n limit ${PAGE_ROWS}`;
    yield* page;
    last = page.length < PAGE_ROWS ? undefined : page.at(-1);
  } while (last !== undefined);
};
