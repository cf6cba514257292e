import type { BusinessDate } from '@app/kernel/business-date';
import type { Yuan } from '@app/kernel/yuan';
import type { BankLineFound } from './bank-lines';
import type { Reader } from './reader';

export type OpenReceivable = {
  customerId: string;
  receivableId: string;
  /** The invoice that an instalment belongs to. */
  document: string | null;
  open: Yuan;
  dueDate: BusinessDate;
};

/** More customers than these are not prepared for matching names. */
const CUSTOMERS_MAX = 200_000;
/** An amount that so many receivables have points at nobody. */
const SAME_AMOUNT_MAX = 3;

/** Changes whenever a name may have: what was prepared from the names is then prepared again. */
export const namesAsOf = async (sql: Reader): Promise<string> => {
  const [found] = await sql<{ count: string; revisions: string }[]>`
    select count(*)::text as count, coalesce(sum(revision), 0)::text as revisions from read.customer_file`;
  return `${found?.count ?? ''} ${found?.revisions ?? ''}`;
};

export const customerNames = (sql: Reader): Promise<{ customerId: string; name: string }[]> =>
  sql`select customer_id as "customerId", name from read.customer_file order by customer_id limit ${CUSTOMERS_MAX}`;

const columns = (sql: Reader) => sql`
  customer_id as "customerId", receivable_id as "receivableId", document_id as document, open_amount::text as open,
  due_date as "dueDate"`;

/** Money in yuan pays what is owed in yuan; what is owed in another currency takes a rate, and a person. */
const payable = (sql: Reader) => sql`open_amount > 0 and currency is null`;

/** Open receivables that go by one of these numbers, in small letters; an instalment by that of its invoice too. */
export const openByNumber = async (sql: Reader, numbers: readonly string[]): Promise<OpenReceivable[]> =>
  numbers.length === 0
    ? []
    : sql<OpenReceivable[]>`
        select ${columns(sql)} from read.open_receivable
        where (lower(receivable_id) = any(${[...numbers]}) or lower(document_id) = any(${[...numbers]})) and ${payable(sql)}
        order by due_date, receivable_id`;

/** Open receivables of exactly these amounts, as far as few have the same. */
export const openOfAmounts = async (sql: Reader, amounts: readonly Yuan[]): Promise<OpenReceivable[]> =>
  amounts.length === 0
    ? []
    : sql<OpenReceivable[]>`
        select ${columns(sql)} from (
          select *, count(*) over (partition by open_amount) as alike from read.open_receivable
          where open_amount = any(${[...amounts]}::numeric[]) and ${payable(sql)}) r
        where alike <= ${SAME_AMOUNT_MAX} order by due_date, receivable_id`;

/** All that these customers owe, the oldest first. */
export const openOfCustomers = async (sql: Reader, customerIds: readonly string[]): Promise<OpenReceivable[]> =>
  customerIds.length === 0
    ? []
    : sql<OpenReceivable[]>`
        select ${columns(sql)} from read.open_receivable
        where customer_id = any(${[...customerIds]}) and ${payable(sql)} order by due_date, receivable_id`;

/** For whom money of these payers was accepted before. */
export const knownPayers = async (
  sql: Reader,
  payerKeys: readonly string[],
): Promise<{ payerKey: string; customerId: string }[]> =>
  payerKeys.length === 0
    ? []
    : sql`
        select distinct payer_key as "payerKey", customer_id as "customerId" from read.bank_line
        where state = 'accepted' and kind = 'credit' and payer_key = any(${[...payerKeys]})`;

export type BouncingWish = Readonly<{ amounts: readonly Yuan[]; from: BusinessDate; to: BusinessDate }>;

/** Accepted credits of these amounts in these days: what a bounce may take back. */
export const acceptedCredits = async (
  sql: Reader,
  { amounts, from, to }: BouncingWish,
): Promise<
  Pick<
    BankLineFound,
    'lineId' | 'amount' | 'bookedOn' | 'valueDate' | 'payerName' | 'reference' | 'customerId' | 'paymentId'
  >[]
> =>
  amounts.length === 0
    ? []
    : sql`
        select line_id as "lineId", amount::text as amount, booked_on as "bookedOn", value_date as "valueDate",
          payer_name as "payerName", reference, customer_id as "customerId", payment_id as "paymentId"
        from read.bank_line
        where kind = 'credit' and state = 'accepted' and amount = any(${[...amounts]}::numeric[])
          and booked_on between ${from} and ${to}
        order by booked_on desc, line_id`;
