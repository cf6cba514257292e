import { movementWords, receivableKindWords } from '@app/contracts/statement-words';
import {
  receivableKind,
  type StatementItem,
  type StatementMovement,
  type StatementMovementKind,
  type StatementOfAccount,
} from '@app/contracts/statement-of-account';
import {
  drawUp,
  type Beside,
  type DrawnMovement,
  type LedgerMovement,
} from '@app/domain/receivable-figures/account-statement';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';
import type { Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { knownAt, type KnownAt, type KnownAtWish } from './known-at';
import { atOneMoment, type Reader } from './reader';

/** More are not folded into one paper: a customer with ten movements a working day has as many in 80 years. */
const ENTRIES_MAX = 200_000;

export type StatementWish = Readonly<{
  customerId: string;
  from: BusinessDate;
  to: BusinessDate;
  knownAt: KnownAtWish;
  language: Language;
}>;
type Entry = LedgerMovement<StatementMovementKind | 'allocated' | 'deallocated'>;
type Known = StatementWish & Readonly<{ known: KnownAt }>;

const entriesOf = async (sql: Reader, { customerId, to, known: { position } }: Known): Promise<Entry[]> => {
  const entries = await sql<Entry[]>`
    select position, kind, receivable_id as "receivableId", payment_id as "paymentId", business_date::text as date,
      recorded_on::text as "recordedOn", receivable_delta::text as receivable, cash_delta::text as cash,
      note_delta::text as note, ledger_delta::text as ledger, due_date::text as "dueDate",
      document_id as "documentId", of_kind as "ofKind"
    from read.ledger_entry
    where customer_id = ${customerId} and business_date <= ${to} and position <= ${position}
    order by business_date, read.ledger_entry.position, n limit ${ENTRIES_MAX + 1}`;
  if (entries.length > ENTRIES_MAX) throw new Problem('statement-too-long', { to, max: ENTRIES_MAX });
  return [...entries];
};

const besideOf = async (sql: Reader, { customerId, to, known: { position } }: Known): Promise<Beside> => {
  const [dueDates, disputed] = await Promise.all([
    sql<{ id: string; dueDate: BusinessDate }[]>`
      select distinct on (receivable_id) receivable_id as id, due_date::text as "dueDate" from read.due_date_entry
      where customer_id = ${customerId} and extended_on <= ${to} and position <= ${position}
      order by receivable_id, read.due_date_entry.position desc, n desc`,
    sql<{ id: string; amount: Yuan }[]>`
      select receivable_id as id, sum(amount)::numeric(20,2)::text as amount from read.dispute_entry raised
      where customer_id = ${customerId} and kind = 'raised' and business_date <= ${to} and position <= ${position}
        and not exists (
          select from read.dispute_entry closed
          where closed.customer_id = raised.customer_id and closed.receivable_id = raised.receivable_id
            and closed.dispute_id = raised.dispute_id and closed.kind = 'closed' and closed.business_date <= ${to}
            and closed.position <= ${position})
      group by 1`,
  ]);
  return {
    dueDates: new Map(dueDates.map(({ id, dueDate }) => [id, dueDate])),
    disputed: new Map(disputed.map(({ id, amount }) => [id, amount])),
  };
};

const documentOf = ({ receivableId, paymentId }: Entry): string => paymentId ?? receivableId ?? '';

/** In words, for whoever at the customer looks it up in its own books. */
const textOf = (entry: Entry, language: Language): string => {
  const document = documentOf(entry);
  if (entry.kind !== 'opened')
    return `${movementWords[entry.kind as keyof typeof movementWords][language]} ${document}`;
  const words = receivableKindWords[receivableKind.parse(entry.ofKind ?? 'invoice')][language];
  const due = language === 'zh' ? `，到期日 ${entry.dueDate ?? ''}` : `, due ${entry.dueDate ?? ''}`;
  return `${words} ${document}${due}`;
};

const movementIn = ({ entry, balance }: DrawnMovement<Entry>, language: Language): StatementMovement => ({
  position: entry.position,
  kind: entry.kind as StatementMovementKind,
  date: entry.date,
  ...(entry.recordedOn !== entry.date && { recordedOn: entry.recordedOn }),
  document: documentOf(entry),
  text: textOf(entry, language),
  amount: entry.ledger,
  balance,
});

const itemIn = ({ ofKind, documentId, ...item }: ReturnType<typeof drawUp>['openItems'][number]): StatementItem => ({
  ...item,
  kind: receivableKind.parse(ofKind ?? 'invoice'),
  ...(documentId !== null && { documentId }),
});

/**
 * What happened on the account of a customer in a period, as known now or at a time. Throws `unknown-customer`,
 * `statement-too-long`, and `statement-does-not-tie` where the books contradict themselves.
 */
export const accountStatement = (sql: Sql, wish: StatementWish): Promise<StatementOfAccount> =>
  atOneMoment(sql, async (tx) => {
    const { customerId, from, to, language } = wish;
    const known = await knownAt(tx, wish.knownAt);
    const [named, entries, beside] = await Promise.all([
      tx<{ name: string }[]>`select name from read.customer_file where customer_id = ${customerId}`,
      entriesOf(tx, { ...wish, known }),
      besideOf(tx, { ...wish, known }),
    ]);
    const customerName = named[0]?.name;
    if (customerName === undefined) throw new Problem('unknown-customer', { customer: customerId });
    const { movements, openItems, ...drawn } = drawUp(entries, { customerId, from, to }, beside);
    return {
      ...{ customerId, customerName, from, to },
      knownAt: { position: known.position, recordedAt: known.recordedAt },
      currency: 'CNY',
      movements: movements.map((movement) => movementIn(movement, language)),
      openItems: openItems.map(itemIn),
      ...drawn,
    };
  });
