import type { BankLinePage } from '@app/contracts/bank-line';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Yuan } from '@app/kernel/yuan';
import { containing, offsetOf, type Paged, type Reader } from './reader';

export type BankLineFound = {
  lineId: string;
  importId: string;
  kind: 'credit' | 'bounce';
  state: 'open' | 'set-aside' | 'accepted' | 'returned' | 'bounced';
  account: string;
  amount: Yuan;
  currency: string;
  bookedOn: BusinessDate;
  valueDate: BusinessDate;
  payerName: string | null;
  payerKey: string | null;
  payerAccount: string | null;
  payerBank: string | null;
  reference: string | null;
  remittance: string;
  customerId: string | null;
  customerName: string | null;
  paymentId: string | null;
  confidence: number | null;
  decidedBy: string | null;
  decidedOn: BusinessDate | null;
  reason: string | null;
  notice: { code: string; facts: Record<string, string | number> } | null;
};

export type BankLinesWish = Paged &
  Readonly<{
    states: readonly BankLineFound['state'][];
    kind?: BankLineFound['kind'] | undefined;
    importId?: string | undefined;
    customerId?: string | undefined;
    search?: string | undefined;
  }>;

const columns = (sql: Reader) => sql`
  b.line_id as "lineId", b.import_id as "importId", b.kind, b.state, b.account, b.amount::text as amount, b.currency,
  b.booked_on as "bookedOn", b.value_date as "valueDate", b.payer_name as "payerName", b.payer_key as "payerKey",
  b.payer_account as "payerAccount", b.payer_bank as "payerBank", b.reference, b.remittance,
  b.customer_id as "customerId", c.name as "customerName", b.payment_id as "paymentId", b.confidence,
  b.decided_by as "decidedBy", b.decided_on as "decidedOn", b.reason, b.notice`;

const matching = (sql: Reader, { states, kind, importId, customerId, search = '' }: BankLinesWish) => {
  const pattern = containing(search.trim());
  const found = sql`and (b.payer_name ilike ${pattern} or b.remittance ilike ${pattern} or b.reference ilike ${pattern}
    or b.line_id ilike ${pattern} or b.amount::text = ${search.trim()})`;
  return sql`
    from read.bank_line b left join read.customer_file c using (customer_id)
    where b.state = any(${[...states]}) ${kind === undefined ? sql`` : sql`and b.kind = ${kind}`}
      ${importId === undefined ? sql`` : sql`and b.import_id = ${importId}`}
      ${customerId === undefined ? sql`` : sql`and b.customer_id = ${customerId}`}
      ${search.trim() === '' ? sql`` : found}`;
};

type Sums = Pick<BankLinePage, 'totals'>['totals'];

const totals = async (sql: Reader): Promise<Sums> => {
  const rows = await sql<{ state: string; kind: string; lines: number; amount: Yuan }[]>`
    select state, kind, count(*)::int as lines, sum(amount)::numeric(20,2)::text as amount
    from read.bank_line where state in ('open', 'set-aside') group by state, kind`;
  const [both] = await sql<{ lines: number; amount: Yuan }[]>`
    select count(*)::int as lines, coalesce(sum(amount), 0)::numeric(20,2)::text as amount
    from read.bank_line where state in ('open', 'set-aside') and kind = 'credit'`;
  const none = { lines: 0, amount: '0.00' as Yuan };
  const of = (state: string, kind: string) => {
    const found = rows.find((row) => row.state === state && row.kind === kind);
    return found === undefined ? none : { lines: found.lines, amount: found.amount };
  };
  const bounces = of('open', 'bounce');
  return { open: of('open', 'credit'), setAside: of('set-aside', 'credit'), unidentified: both ?? none, bounces };
};

/** Lines by the day they were booked, the newest first, with what is unidentified in all. */
export const bankLineList = async (
  sql: Reader,
  wish: BankLinesWish,
): Promise<Readonly<{ rows: BankLineFound[]; total: number; totals: Sums }>> => {
  const [rows, [count], sums] = await Promise.all([
    sql<BankLineFound[]>`
      select ${columns(sql)} ${matching(sql, wish)}
      order by b.booked_on desc, b.line_id limit ${wish.size} offset ${offsetOf(wish)}`,
    sql<{ total: number }[]>`select count(*)::int as total ${matching(sql, wish)}`,
    totals(sql),
  ]);
  return { rows, total: count?.total ?? 0, totals: sums };
};

export const bankLinesById = (sql: Reader, lineIds: readonly string[]): Promise<BankLineFound[]> =>
  sql<BankLineFound[]>`
    select ${columns(sql)} from read.bank_line b left join read.customer_file c using (customer_id)
    where b.line_id = any(${[...lineIds]})`;

/** Lines that are here already under another id and look the same: another format of one statement, perhaps. */
export const linesAlike = (
  sql: Reader,
  account: string,
  days: readonly string[],
): Promise<
  { lineId: string; bookedOn: string; amount: string; payerKey: string | null; kind: string; hasReference: boolean }[]
> =>
  sql`
    select line_id as "lineId", booked_on::text as "bookedOn", amount::text as amount, payer_key as "payerKey", kind,
      reference is not null as "hasReference"
    from read.bank_line where account = ${account} and booked_on = any(${[...days]}::date[])`;
