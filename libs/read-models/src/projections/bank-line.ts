import { evolve, type BankLine, type BankLineState } from '@app/domain/bank-line/bank-line';
import { bankLineEvent, type BankLineEvent } from '@app/domain/bank-line/events';
import { partsOf } from '@app/domain/bank-matching/names';
import type { RowsPerStream } from '../projection';

export type BankLineRow = {
  line_id: string;
  import_id: string;
  kind: string;
  state: string;
  account: string;
  amount: string;
  currency: string;
  booked_on: string;
  value_date: string;
  payer_name: string | null;
  payer_key: string | null;
  payer_account: string | null;
  payer_bank: string | null;
  reference: string | null;
  remittance: string;
  customer_id: string | null;
  payment_id: string | null;
  confidence: number | null;
  decided_by: string | null;
  decided_on: string | null;
  reason: string | null;
  notice: { code: string; facts: Record<string, string | number> } | null;
  revision: number;
};

/** One payer, however its name is written: the name without width and case, and the end of its account. */
export const payerKeyOf = (name: string | undefined, accountLast4: string | undefined): string | null =>
  name === undefined ? null : `${partsOf(name).full} ${accountLast4 ?? ''}`.trimEnd();

type Decision = Pick<
  BankLineRow,
  'customer_id' | 'payment_id' | 'confidence' | 'decided_by' | 'decided_on' | 'reason' | 'notice'
>;

const nothing: Decision = {
  customer_id: null,
  payment_id: null,
  confidence: null,
  decided_by: null,
  decided_on: null,
  reason: null,
  notice: null,
};

const decisionOf = ({ standing }: BankLine): Decision => {
  switch (standing.state) {
    case 'open':
      return { ...nothing, notice: standing.refusal?.because ?? null };
    case 'set-aside':
    case 'returned':
      return { ...nothing, reason: standing.reason, decided_by: standing.by, decided_on: standing.on };
    case 'accepted': {
      const { customerId, paymentId, confidence, acceptedBy, on } = standing.acceptance;
      return {
        ...{ customer_id: customerId, payment_id: paymentId, confidence: confidence ?? null, reason: null },
        ...{ decided_by: acceptedBy, decided_on: on, notice: standing.otherwise ?? null },
      };
    }
    case 'bounced': {
      const { customerId, paymentId, reason, acceptedBy, on } = standing.bounce;
      return {
        ...{ ...nothing, customer_id: customerId, payment_id: paymentId, reason },
        ...{ decided_by: acceptedBy, decided_on: on },
      };
    }
  }
};

/** Every line of a bank statement with what has become of it. */
export const bankLineRows: RowsPerStream<BankLineState, BankLineEvent, BankLineRow> = {
  kind: 'rows-per-stream',
  name: 'bank-line',
  version: 1,
  table: 'bank_line',
  key: ['stream'],
  category: 'bankLine',
  schema: bankLineEvent,
  initial: undefined,
  evolve,
  render: (line, { revision }) => {
    if (line === undefined) return [];
    const { lineId, importId, kind, account, amount, currency, bookedOn, valueDate, payer, reference, remittance } =
      line.imported;
    const row: BankLineRow = {
      ...{ line_id: lineId, import_id: importId, kind, state: line.standing.state, account, amount, currency },
      ...{ booked_on: bookedOn, value_date: valueDate, payer_name: payer.name ?? null },
      payer_key: payerKeyOf(payer.name, payer.accountLast4),
      ...{ payer_account: payer.accountLast4 ?? null, payer_bank: payer.bank ?? null },
      ...{ reference: reference ?? null, remittance, ...decisionOf(line), revision },
    };
    return [row];
  },
};
