import type { handMovedClock } from '@app/cqrs/business-clock';
import { LookAtAging } from '@app/cqrs/reports.query';
import type { Desk } from '@app/cqrs/start-desk';
import { Tick } from '@app/cqrs/tick.command';
import type { AgingReport } from '@app/contracts/aging';
import { addDays, endOfMonth, type BusinessDate } from '@app/kernel/business-date';
import { nil, plus, type Yuan } from '@app/kernel/yuan';
import type { InvoiceRow } from '../invoice-file/invoice-row';
import type { InvoiceMapping } from '../invoice-file/mapping';
import { InvoiceRecorder } from '../invoice-file/record-invoices';

export type History = Readonly<{
  rows: readonly InvoiceRow[];
  mapping: InvoiceMapping;
  from: BusinessDate;
  to: BusinessDate;
}>;

export type Played = {
  invoices: number;
  invoicesAmount: Yuan;
  payments: number;
  paymentsAmount: Yuan;
  /** Steps that were withheld, and steps that came later than their day. */
  withheld: number;
  late: number;
  monthEnds: Pick<AgingReport, 'asOf' | 'invoices' | 'receivables' | 'buckets' | 'unallocatedCash'>[];
};

type ByDay = ReadonlyMap<string, readonly InvoiceRow[]>;

const byDay = (rows: readonly InvoiceRow[], dayOf: (row: InvoiceRow) => string | undefined): ByDay => {
  const days = new Map<string, InvoiceRow[]>();
  for (const row of rows) {
    const day = dayOf(row);
    if (day !== undefined) days.set(day, [...(days.get(day) ?? []), row]);
  }
  return days;
};

/**
 * Plays a history day by day through the real commands. At the start of a day the follow-up steps due that day are
 * done for what is still open; then the day's invoices and payments are recorded.
 */
export const playHistory = async (
  desk: Desk,
  clock: ReturnType<typeof handMovedClock>,
  { rows, mapping, from, to }: History,
  onMonthEnd: (day: BusinessDate) => void,
): Promise<Played> => {
  const recorder = new InvoiceRecorder(desk, mapping);
  const inPeriod = rows.filter(({ invoiceDate }) => invoiceDate >= from && invoiceDate <= to);
  const invoiced = byDay(inPeriod, ({ invoiceDate }) => invoiceDate);
  const settled = byDay(inPeriod, ({ settledDate }) => settledDate);
  const played: Played = {
    invoices: 0,
    invoicesAmount: nil,
    payments: 0,
    paymentsAmount: nil,
    withheld: 0,
    late: 0,
    monthEnds: [],
  };

  const beginDay = async (day: BusinessDate): Promise<void> => {
    const { withheld, late } = await desk.commands.execute(new Tick(day));
    played.withheld += withheld;
    played.late += late;
  };
  const record = async (day: BusinessDate): Promise<void> => {
    await Promise.all(
      (invoiced.get(day) ?? []).map(async (row) => {
        await recorder.registerCustomer(row, day);
        if (!(await recorder.recordInvoice(row, day))) return;
        played.invoices++;
        played.invoicesAmount = plus(played.invoicesAmount, row.amount);
      }),
    );
    await Promise.all(
      (settled.get(day) ?? []).map(async (row) => {
        if (!(await recorder.recordSettlement(row, day))) return;
        played.payments++;
        played.paymentsAmount = plus(played.paymentsAmount, row.amount);
      }),
    );
  };
  const closeMonth = async (day: BusinessDate): Promise<void> => {
    await desk.followers.settle();
    const report = await desk.queries.execute(new LookAtAging({ asOf: day, by: 'customer', page: 1, size: 1 }));
    const { asOf, invoices, receivables, buckets, unallocatedCash } = report;
    played.monthEnds.push({ asOf, invoices, receivables, buckets, unallocatedCash });
    onMonthEnd(day);
  };

  for (let day = from; day <= to; day = addDays(day, 1)) {
    clock.moveTo(day);
    await beginDay(day);
    await record(day);
    if (day === endOfMonth(day) || day === to) await closeMonth(day);
  }
  await desk.followers.settle();
  return played;
};
