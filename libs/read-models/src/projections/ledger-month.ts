import { creditAccountEvent, type CreditAccountEvent } from '@app/domain/credit-account/events';
import type { Recorded } from '@app/kernel/message';
import type { Entries, RowsGathered } from '../projection';
import { ledgerEntry, type LedgerEntryRow } from './ledger-entry';

/** What a month's entries of a customer come to, by the month of their business day and the one they were recorded in. */
export type LedgerMonthRow = {
  customer_id: string;
  /** The first of the month. */
  business_month: string;
  /** `2026-03`, as the instant begins at which it was recorded. */
  recorded_month: string;
  cash: string;
  notes: string;
  ledger: string;
  last_position: string;
};

const MONTH_LENGTH = 'YYYY-MM'.length;

const monthOf = (row: LedgerEntryRow, position: string): LedgerMonthRow => ({
  customer_id: row.customer_id,
  business_month: `${row.business_date.slice(0, MONTH_LENGTH)}-01`,
  recorded_month: row.recorded_at.slice(0, MONTH_LENGTH),
  cash: row.cash_delta,
  notes: row.note_delta,
  ledger: row.ledger_delta,
  last_position: position,
});

type Taking = (event: Recorded<CreditAccountEvent>) => readonly LedgerEntryRow[];

/** The same events as the ledger's entries, made of the same rows. */
const ofEntries = Object.fromEntries(
  Object.entries(ledgerEntry.on).map(([type, entry]) => [
    type,
    entry === 'skip'
      ? entry
      : (event: Recorded<CreditAccountEvent>) =>
          (entry as Taking)(event).map((row: LedgerEntryRow) => monthOf(row, event.position)),
  ]),
) as unknown as Entries<CreditAccountEvent, LedgerMonthRow>;

export const ledgerMonth: RowsGathered<CreditAccountEvent, LedgerMonthRow> = {
  kind: 'rows-gathered',
  name: 'ledger-month',
  version: 1,
  table: 'ledger_month',
  orderedBy: 'last_position',
  merge: {
    customer_id: 'key',
    business_month: 'key',
    recorded_month: 'key',
    cash: 'sum',
    notes: 'sum',
    ledger: 'sum',
    last_position: 'greatest',
  },
  categories: ['creditAccount'],
  schema: creditAccountEvent,
  on: ofEntries,
};
