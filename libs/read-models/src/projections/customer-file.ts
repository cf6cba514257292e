import type { FileFact, Identity } from '@app/credit-model/customer-file/file-facts';
import type { OfferedSecurity } from '@app/credit-model/security';
import type { Statement } from '@app/credit-model/statement';
import {
  evolve,
  factsOf,
  statementsOf,
  type CustomerState,
  type KeptAttachment,
  type KeptSecurity,
} from '@app/domain/customer/customer';
import { customerEvent, type CustomerEvent } from '@app/domain/customer/events';
import type { RowsPerStream } from '../projection';

type Released = OfferedSecurity & Readonly<{ released: boolean }>;

export type CustomerFileRow = {
  customer_id: string;
  name: string;
  credit_code: string | null;
  selling_unit: string;
  industry: string | null;
  customer_since: string | null;
  contact: { name: string; phone: string } | null;
  demo: boolean;
  bad_credit_records: number;
  statement_years: number[];
  identity: Identity;
  statements: Statement[];
  facts: (FileFact & Readonly<{ factId: string }>)[];
  securities: Released[];
  attachments: Omit<KeptAttachment, 'withdrawn'>[];
  registered_on: string;
  revision: number;
};

const withRelease = ({ now, released }: KeptSecurity): Released => ({ ...now, released });
const shown = ({ withdrawn, ...attachment }: KeptAttachment): Omit<KeptAttachment, 'withdrawn'>[] =>
  withdrawn ? [] : [attachment];

/** Who the customer is, and what its file holds: folded as the customer itself is. */
export const customerFile: RowsPerStream<CustomerState, CustomerEvent, CustomerFileRow> = {
  kind: 'rows-per-stream',
  name: 'customer-file',
  version: 2,
  table: 'customer_file',
  key: ['stream'],
  category: 'customer',
  schema: customerEvent,
  initial: undefined,
  evolve,
  render: (file, { revision }) => {
    if (file === undefined) return [];
    const { customerId, name, sellingUnit, demo, on } = file.registered;
    const { creditCode, industry, customerSince, contact } = file.identity;
    const statements = statementsOf(file);
    const row: CustomerFileRow = {
      customer_id: customerId,
      name,
      credit_code: creditCode ?? null,
      selling_unit: sellingUnit,
      industry: industry ?? null,
      customer_since: customerSince ?? null,
      contact: contact ?? null,
      demo: demo ?? false,
      bad_credit_records: file.badCredit.size,
      statement_years: statements.map(({ year }) => year).reverse(),
      identity: file.identity,
      statements,
      facts: factsOf(file),
      securities: [...file.securities.values()].map(withRelease),
      attachments: [...file.attachments.values()].flatMap(shown),
      registered_on: on,
      revision,
    };
    return [row];
  },
};
