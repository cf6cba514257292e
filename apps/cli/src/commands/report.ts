import { writeFileSync } from 'node:fs';
import { ReadReport } from '@app/cqrs/investigation-report.query';
import { Problem } from '@app/kernel/problem';
import type { ReportFormat } from '@app/report/print-worker';
import { ReportPrinter } from '@app/report/report-printer';
import { unwritable } from '../file-fault';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

const formatOf = (file: string): ReportFormat => {
  const [ending] = /(?<=\.)(pdf|docx)$/i.exec(file) ?? [];
  if (ending === undefined) throw new Problem('report-format', { file });
  return ending.toLowerCase() === 'pdf' ? 'pdf' : 'docx';
};

const keep = (file: string, bytes: Uint8Array): void => {
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw unwritable(file, error);
  }
};

/** The credit investigation report on an application's last assessment, as a file; its ending says what kind. */
export const printReport = async (
  application: string,
  { out: file }: { out: string },
  out: Terminal,
): Promise<ExitCode> => {
  const format = formatOf(file);
  const report = await withDesk(out, (desk) => desk.queries.execute(new ReadReport(application, out.language)));
  const printer = new ReportPrinter();
  const bytes = await printer.print(report, format).finally(() => printer.close());
  keep(file, bytes);
  const { assessmentId: assessment, grade } = report;
  const said = out.words({ zh: '已写入 {file}', en: 'Written to {file}' }, { file });
  out.show(said, { file, bytes: bytes.length, application, assessment, grade });
  return 0;
};
