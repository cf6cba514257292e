import { ReadStatement } from '@app/cqrs/statements/statement.query';
import { ReportPrinter } from '@app/report/report-printer';
import { statementSheets } from '@app/report/sheet/statement-sheets';
import { xlsxOf } from '@app/report/sheet/xlsx';
import { statementText } from '@app/report/statement/statement-text';
import { keepStream, keptAs } from '../kept-file';
import type { ExitCode, Terminal } from '../terminal';
import { typedDay } from '../typed-day';
import { withDesk } from '../with-desk';

export type StatementOptions = Readonly<{ from: string; to: string; pdf?: string; xlsx?: string; knownAt?: string }>;

/** The statement of account of a customer: on the terminal, and in the files that are named. */
export const statement = async (
  customerId: string,
  { from, to, pdf, xlsx, knownAt }: StatementOptions,
  out: Terminal,
): Promise<ExitCode> => {
  const { language, words } = out;
  const wish = { customerId, from: typedDay(from), to: typedDay(to), knownAt };
  const drawn = await withDesk(out, async (desk) => {
    await desk.followers.settle();
    return desk.queries.execute(new ReadStatement(wish, language));
  });
  if (pdf !== undefined) {
    const printer = new ReportPrinter();
    keptAs(pdf, await printer.printStatement(drawn, language).finally(() => printer.close()));
  }
  if (xlsx !== undefined) await keepStream(xlsx, xlsxOf(statementSheets(drawn, language), drawn.to));
  for (const file of [pdf, xlsx])
    if (file !== undefined) out.remark(words({ zh: '已写入 {file}', en: 'Written to {file}' }, { file }));
  out.show(statementText(drawn, language), drawn);
  return 0;
};
