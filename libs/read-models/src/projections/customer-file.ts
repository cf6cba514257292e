import { customerEvent, type CustomerEvent } from '@app/domain/customer/events';
import type { DataOf } from '@app/kernel/message';
import type { RowsPerStream } from '../projection';

type Registered = DataOf<CustomerEvent, 'CustomerRegistered'>;
type File = Readonly<{ registered: Registered; years: readonly number[]; badCreditRecords: number }> | undefined;

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
  registered_on: string;
  revision: number;
};

const evolve = (file: File, { type, data }: CustomerEvent): File => {
  switch (type) {
    case 'CustomerRegistered':
      return { years: [], badCreditRecords: 0, ...file, registered: data };
    case 'StatementRecorded': {
      if (file === undefined) return undefined;
      const years = new Set([...file.years, data.statement.year]);
      return { ...file, years: [...years].sort((a, b) => a - b) };
    }
    case 'BadCreditRecorded':
      return file === undefined ? undefined : { ...file, badCreditRecords: file.badCreditRecords + 1 };
  }
};

/** Who the customer is, and what its file holds. */
export const customerFile: RowsPerStream<File, CustomerEvent, CustomerFileRow> = {
  kind: 'rows-per-stream',
  name: 'customer-file',
  version: 1,
  table: 'customer_file',
  key: ['stream'],
  category: 'customer',
  schema: customerEvent,
  initial: undefined,
  evolve,
  render: (file, { revision }) => {
    if (file === undefined) return [];
    const { customerId, name, creditCode, sellingUnit, industry, customerSince, contact, demo, on } = file.registered;
    const row: CustomerFileRow = {
      customer_id: customerId,
      name,
      credit_code: creditCode ?? null,
      selling_unit: sellingUnit,
      industry: industry ?? null,
      customer_since: customerSince ?? null,
      contact: contact ?? null,
      demo: demo ?? false,
      bad_credit_records: file.badCreditRecords,
      statement_years: [...file.years],
      registered_on: on,
      revision,
    };
    return [row];
  },
};
