import type { CustomerFile, ReceivableRow } from '@app/contracts/customer';
import type { CompletenessPolicy } from '@app/credit-model/customer-file/completeness';
import { agreementOn } from '@app/domain/credit-account/limit';
import { exposureOn, type Counting } from '@app/domain/credit-account/exposure';
import { daysBetween, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import type { Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { positionColumns, positionIn, type MaybePosition } from './account-standing';
import { fileContents } from './file-contents';
import { atOneMoment, type Reader } from './reader';

const RECEIVABLES_MAX = 200;
const APPLICATIONS_MAX = 200;

export type CustomerFileWish = Readonly<{
  customerId: string;
  on: BusinessDate;
  counting: Counting;
  completeness: CompletenessPolicy;
}>;

type Head = MaybePosition & {
  name: string;
  creditCode: string | null;
  sellingUnit: string;
  industry: string | null;
  customerSince: BusinessDate | null;
  contact: { name: string; phone: string } | null;
  demo: boolean;
  heldFor: string[] | null;
  blacklisted: boolean;
  badCreditRecords: number;
  statementYears: number[];
  overdue: Yuan;
};

const headOf = async (sql: Reader, { customerId, on }: CustomerFileWish): Promise<Head> => {
  const [head] = await sql<Head[]>`
    select c.name, c.credit_code as "creditCode", c.selling_unit as "sellingUnit", c.industry,
      c.customer_since as "customerSince", c.contact, c.demo, p.held_for as "heldFor",
      coalesce(p.blacklisted, false) as blacklisted, c.bad_credit_records as "badCreditRecords",
      c.statement_years as "statementYears", ${positionColumns(sql)},
      (select coalesce(sum(open_amount), 0)::numeric(20,2)::text from read.open_receivable r
        where r.customer_id = c.customer_id and r.due_date < ${on}) as overdue
    from read.customer_file c left join read.account_position p using (customer_id)
    where c.customer_id = ${customerId}`;
  if (head === undefined) throw new Problem('unknown-customer', { customer: customerId });
  return head;
};

const receivablesOf = async (sql: Reader, { customerId, on }: CustomerFileWish): Promise<ReceivableRow[]> => {
  const found = await sql<Omit<ReceivableRow, 'daysOverdue'>[]>`
    select receivable_id as "receivableId", amount::text as amount, open_amount::text as open,
      disputed::text as disputed, invoice_date as "invoiceDate", due_date as "dueDate", held
    from read.open_receivable where customer_id = ${customerId}
    order by due_date, receivable_id limit ${RECEIVABLES_MAX}`;
  return found.map((row) => ({ ...row, daysOverdue: Math.max(0, daysBetween(row.dueDate, on)) }));
};

const applicationsOf = (sql: Reader, customerId: string): Promise<CustomerFile['applications']> =>
  sql<CustomerFile['applications']>`
    select application_id as "applicationId", stage, amount::text as amount, filed_on as "filedOn"
    from read.application where customer_id = ${customerId}
    order by filed_on desc, application_id limit ${APPLICATIONS_MAX}`;

const identityOf = ({ name, creditCode, sellingUnit, industry, customerSince, contact, demo }: Head) => ({
  name,
  sellingUnit,
  demo,
  ...(creditCode === null ? {} : { creditCode }),
  ...(industry === null ? {} : { industry }),
  ...(customerSince === null ? {} : { customerSince }),
  ...(contact === null ? {} : { contact }),
});

const agreementOf = ({ agreement: signed }: Head, on: BusinessDate) => {
  const agreement = agreementOn(signed ?? undefined, on);
  if (agreement === undefined) return {};
  const { grade, agreementId, limit, termDays, validFrom, validTo } = agreement;
  return { grade, agreement: { agreementId, limit, termDays, validFrom, validTo } };
};

/** A customer's page on a day. */
export const customerFile = (sql: Sql, wish: CustomerFileWish): Promise<CustomerFile> =>
  atOneMoment(sql, async (tx) => {
    const { customerId, on, counting } = wish;
    const head = await headOf(tx, wish);
    const file = await fileContents(tx, wish);
    if (file === undefined) throw new Problem('unknown-customer', { customer: customerId });
    const { heldFor, blacklisted, badCreditRecords, statementYears, overdue } = head;
    return {
      customerId,
      asOf: on,
      ...identityOf(head),
      ...agreementOf(head, on),
      exposure: exposureOn(positionIn(head), on, counting),
      overdue,
      heldFor: heldFor ?? [],
      blacklisted,
      badCreditRecords,
      statementYears,
      applications: await applicationsOf(tx, customerId),
      receivables: await receivablesOf(tx, wish),
      file,
    };
  });
