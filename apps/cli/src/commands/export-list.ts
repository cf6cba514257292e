import { Readable } from 'node:stream';
import { agingBasis, agingGrouping } from '@app/contracts/aging';
import type { Exported } from '@app/cqrs/figures/exports';
import type { Desk } from '@app/cqrs/start-desk';
import { Problem } from '@app/kernel/problem';
import { csvOf } from '@app/report/sheet/csv';
import { xlsxOf } from '@app/report/sheet/xlsx';
import { keepStream } from '../kept-file';
import type { ExitCode, Terminal } from '../terminal';
import { typedDay } from '../typed-day';
import { withDesk } from '../with-desk';

type Asked = Readonly<{ knownAt?: string }>;
export type AsOfOptions = Asked & Readonly<{ asOf?: string; customer?: string }>;
export type AgingExportOptions = Asked & Readonly<{ asOf?: string; by: string; basis: string }>;
export type LedgerOptions = Asked & Readonly<{ customer: string; from: string; to: string }>;

const write = ({ sheet, on }: Exported, file: string): Promise<void> => {
  if (/\.xlsx$/i.test(file)) return keepStream(file, xlsxOf([sheet], on));
  return keepStream(file, Readable.from(csvOf(sheet)));
};

const exported = async (file: string, out: Terminal, ask: (desk: Desk) => Promise<Exported>): Promise<ExitCode> => {
  if (!/\.(xlsx|csv)$/i.test(file)) throw new Problem('export-format', { file });
  await withDesk(out, async (desk) => {
    await desk.followers.settle();
    await write(await ask(desk), file);
  });
  out.show(out.words({ zh: '已写入 {file}', en: 'Written to {file}' }, { file }), { file });
  return 0;
};

const dayOf = (asOf: string | undefined, desk: Desk) => (asOf === undefined ? desk.clock.today() : typedDay(asOf));

export const exportAging = (file: string, { asOf, by, basis, knownAt }: AgingExportOptions, out: Terminal) =>
  exported(file, out, (desk) => {
    const asked = { by: agingGrouping.parse(by), basis: agingBasis.parse(basis) };
    return desk.exports.aging({ asOf: dayOf(asOf, desk), ...asked, knownAt, language: out.language });
  });

export const exportReceivables = (file: string, { asOf, customer, knownAt }: AsOfOptions, out: Terminal) =>
  exported(file, out, (desk) =>
    desk.exports.receivables({ asOf: dayOf(asOf, desk), customerId: customer, knownAt, language: out.language }),
  );

export const exportForecast = (file: string, { asOf, customer, knownAt }: AsOfOptions, out: Terminal) =>
  exported(file, out, (desk) =>
    desk.exports.forecast({ asOf: dayOf(asOf, desk), customerId: customer, knownAt, language: out.language }),
  );

export const exportLedger = (file: string, { customer, from, to, knownAt }: LedgerOptions, out: Terminal) =>
  exported(file, out, (desk) => {
    const period = { customerId: customer, from: typedDay(from), to: typedDay(to) };
    return desk.exports.ledger({ ...period, knownAt, language: out.language });
  });
