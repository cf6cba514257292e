import { Option, type Command } from 'commander';
import { importStatement, type StatementOptions } from './commands/bank-import';
import {
  acceptLines,
  listLines,
  releaseLine,
  returnLine,
  setLineAside,
  takeBounce,
  type AcceptOptions,
  type LinesOptions,
} from './commands/bank';
import type { ExitCode, Terminal } from './terminal';

type Run = (
  work: (out: Terminal, ...given: never[]) => ExitCode | Promise<ExitCode>,
) => (...given: unknown[]) => Promise<void>;
type Count = (text: string) => number;
type Reasoned = Readonly<{ reason: string; by: string }>;

const LINE = 'the id of a bank line, as xay bank lines shows it';
const signed = (command: Command): Command => command.requiredOption('--by <who>', 'who signs, e.g. finance-sun');
const reasoned = (command: Command): Command => signed(command.requiredOption('--reason <text>', 'why'));

/** `xay bank …`: statements, their lines, and whose money each is. */
export const addBankCommands = (xay: Command, run: Run, count: Count): void => {
  const bank = xay.command('bank').description('银行流水 · bank statements and unidentified cash');
  addReading(bank, run, count);
  addDeciding(bank, run);
};

const addReading = (bank: Command, run: Run, count: Count): void => {
  bank
    .command('import')
    .argument('<file>', 'camt.053, CSV in any Chinese encoding, or XLSX')
    .option('--trial', 'only say what is in the file', false)
    .option('--take-good', 'leave faulty entries out; without it a file with faults is not taken at all', false)
    .option('--mapping <name>', 'of a table: a mapping in config/mappings, or a file of your own', 'bank-statement-zh')
    .option('--account <id>', 'of a table that does not say whose it is: one of our own accounts')
    .option('--by <who>', 'who signs, e.g. finance-sun', 'terminal')
    .description('导入流水 · once, however often; exit code 1 when something in the file is wrong')
    .action(run((out, file: string, options: StatementOptions) => importStatement(file, options, out)));
  bank
    .command('lines')
    .addOption(
      new Option('--state <state>', 'only these')
        .choices(['unidentified', 'open', 'set-aside', 'accepted', 'returned', 'bounced', 'all'])
        .default('unidentified'),
    )
    .option('--search <text>', 'in payer, text, reference, id or amount')
    .option('--page <n>', 'which page of the rows', count, 1)
    .option('--size <n>', 'rows a page', count, 50)
    .description('流水 · lines with what is suggested for each, and what is unidentified in all')
    .action(run((out, options: LinesOptions) => listLines(options, out)));
};

const addDeciding = (bank: Command, run: Run): void => {
  signed(bank.command('accept').argument('[line...]', LINE))
    .option('--customer <id>', 'whose money it is; left out: as suggested, where that is sure')
    .option('--all-sure', 'every line with a suggestion that is sure', false)
    .description('认领 · makes lines payments of customers, each answered by itself')
    .action(run((out, lines: string[], options: AcceptOptions) => acceptLines(lines, options, out)));
  reasoned(bank.command('set-aside').argument('<line>', LINE))
    .description('挂账 · unidentified, with what is known of it')
    .action(run((out, line: string, options: Reasoned) => setLineAside(line, options, out)));
  reasoned(bank.command('return').argument('<line>', LINE))
    .description('退回 · the money went back to its sender')
    .action(run((out, line: string, options: Reasoned) => returnLine(line, options, out)));
  reasoned(bank.command('release').argument('<line>', LINE))
    .requiredOption('--payment <id>', 'the payment that it was accepted as')
    .description('撤销认领 · undoes an acceptance; the payment is reversed')
    .action(run((out, line: string, options: Reasoned & { payment: string }) => releaseLine(line, options, out)));
  reasoned(bank.command('bounce').argument('<line>', LINE))
    .requiredOption('--customer <id>', 'whose payment the bank took back')
    .requiredOption('--payment <id>', 'which one')
    .description('退票 · reverses the payment on the day of the bounce')
    .action(
      run((out, line: string, options: Reasoned & { customer: string; payment: string }) =>
        takeBounce(line, options, out),
      ),
    );
};
