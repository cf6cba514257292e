import { InvalidArgumentError, Option, type Command } from 'commander';
import { z } from 'zod';
import { checkAttachments, importStatementSheet, showFile, type SheetOptions } from './commands/file';
import type { ExitCode, Terminal } from './terminal';

type Run = (
  work: (out: Terminal, ...given: never[]) => ExitCode | Promise<ExitCode>,
) => (...given: unknown[]) => Promise<void>;

const year = (text: string): number => {
  const parsed = z.coerce.number().int().min(1990).max(2199).safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError('It has to be a year, e.g. 2025.');
  return parsed.data;
};

const CUSTOMER = 'the id of a customer';

/** `xay file …`: what a customer's file 客户档案 holds, lacks and contradicts itself in. */
export const addFileCommands = (xay: Command, run: Run): void => {
  const file = xay.command('file').description('客户档案 · customer files: statements, completeness, attachments');
  file
    .command('show')
    .argument('<customer>', CUSTOMER)
    .description('查看 · how complete the file is, what it lacks, in what it contradicts itself')
    .action(run((out, customer: string) => showFile(customer, out)));
  file
    .command('check')
    .description('核对附件 · whether every attachment that a file names is there; exit code 1 names those that are not')
    .action(run((out) => checkAttachments(out)));
  file
    .command('statement')
    .description('财务报表 · financial statements')
    .command('import')
    .argument('<customer>', CUSTOMER)
    .argument('<file>', 'a CSV file: name of the line, this year, last year; see config/examples/statement-sheet.csv')
    .option('--year <year>', 'where the sheet does not say it', year)
    .addOption(new Option('--unit <unit>', 'where the sheet does not say it').choices(['yuan', 'wan']))
    .option('--by <who>', 'who signs, e.g. analyst-li', 'terminal')
    .option('--dry-run', 'read it and say what it says, and write nothing')
    .description('录入报表 · reads a sheet of figures by the printed names of its lines, in Chinese or English')
    .action(
      run((out, customer: string, sheet: string, options: SheetOptions) =>
        importStatementSheet(customer, sheet, options, out),
      ),
    );
};
