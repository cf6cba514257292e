import { handMovedClock } from '@app/cqrs/business-clock';
import { businessDate, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import type { InvoiceRow, Rejection } from '../invoice-file/invoice-row';
import { invoiceMapping } from '../invoice-file/mapping';
import { readInvoices } from '../invoice-file/read-invoices';
import { readJson } from '../json-file';
import { playHistory } from '../simulation/play-history';
import { whoWasStopped } from '../simulation/who-was-stopped';
import { simulationReport } from '../simulation/report';
import type { ExitCode, Terminal } from '../terminal';
import { withScratchDesk } from '../with-desk';

export type SimulateOptions = Readonly<{
  invoices: string;
  mapping: string;
  dateFormat: string;
  from: string;
  to: string;
}>;

/** A history is held in memory while it is played: 100 bytes a row. */
const ROWS_MAX = 1_000_000;

const day = (text: string): BusinessDate => {
  const parsed = businessDate.safeParse(text);
  if (!parsed.success) throw new Problem('date-not-in-format', { value: text, format: 'YYYY-MM-DD' });
  return parsed.data;
};

export const simulate = async (options: SimulateOptions, out: Terminal): Promise<ExitCode> => {
  const from = day(options.from);
  const to = day(options.to);
  if (to < from) throw new Problem('date-order', { first: from, second: to });
  const mapping = readJson(options.mapping, invoiceMapping, 'mapping-invalid', out.language);
  const rows: InvoiceRow[] = [];
  const rejections: Rejection[] = [];
  for await (const read of readInvoices({ file: options.invoices, mapping, dateFormat: options.dateFormat })) {
    if (Array.isArray(read)) rejections.push(...read);
    else rows.push(read);
    if (rows.length > ROWS_MAX) throw new Problem('too-large', { file: options.invoices });
  }
  const clock = handMovedClock();
  const history = { rows, mapping: { ...mapping, unknownCustomer: 'register' as const }, from, to };
  const result = await withScratchDesk(out, clock, async (desk) => {
    const played = await playHistory(desk, clock, history, (end) => out.remark(`… ${end}`));
    return { from, to, ...played, ...(await whoWasStopped(desk)), rejections };
  });
  out.show(simulationReport(result, out), result);
  return rejections.length === 0 ? 0 : 1;
};
