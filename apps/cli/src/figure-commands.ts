import { Option, type Command } from 'commander';
import { agingBasis, agingGrouping } from '@app/contracts/aging';
import { figuresClock } from '@app/contracts/receivable-figures';
import {
  exportAging,
  exportForecast,
  exportLedger,
  exportReceivables,
  type AgingExportOptions,
  type AsOfOptions,
  type LedgerOptions,
} from './commands/export-list';
import {
  dso,
  forecast,
  rollRates,
  top,
  trend,
  type ClockOptions,
  type FiguresOptions,
  type MonthsOptions,
} from './commands/figures';
import { statement, type StatementOptions } from './commands/statement';
import type { ExitCode, Terminal } from './terminal';

type Run = (
  work: (out: Terminal, ...given: never[]) => ExitCode | Promise<ExitCode>,
) => (...given: unknown[]) => Promise<void>;
type Count = (text: string) => number;

const KNOWN_AT = '--known-at <when>';
const KNOWN_AT_WORDS = 'an instant with its zone, or a position in the log that a report names (default: now)';
const AS_OF = '--as-of <day>';
const AS_OF_WORDS = 'at the end of this business day, YYYY-MM-DD (default: today)';
const FILE = 'a name ending in .xlsx or .csv';

const clockOption = (): Option =>
  new Option('--clock <which>', 'month ends as known now, or as each was known then')
    .choices(figuresClock.options)
    .default('now');

const addFigures = (xay: Command, run: Run, count: Count): void => {
  const figures = xay
    .command('figures')
    .description('应收指标 · how fast money comes in, what will be lost, what will come');
  const asOf = (name: string, description: string): Command =>
    figures.command(name).option(AS_OF, AS_OF_WORDS).option(KNOWN_AT, KNOWN_AT_WORDS).description(description);
  asOf('dso', '周转天数 · days sales outstanding, days late, collection effectiveness')
    .option('--months <n>', 'how many months back', count, 12)
    .action(run((out, options: MonthsOptions) => dso(options, out)));
  asOf('roll-rates', '迁徙率 · roll rates and the expected-loss matrix')
    .addOption(clockOption())
    .action(run((out, options: ClockOptions) => rollRates(options, out)));
  asOf('forecast', '回款预测 · cash to come by week, with its band')
    .option('--customer <id>', 'of one customer')
    .option('--without-disputes', 'leave out what is in dispute', false)
    .action(
      run((out, options: FiguresOptions & { customer?: string; withoutDisputes: boolean }) => forecast(options, out)),
    );
  asOf('top', '大额客户 · who owes most, and the concentration')
    .option('--size <n>', 'how many', count, 20)
    .action(run((out, options: FiguresOptions & { size: number }) => top(options, out)));
  asOf('trend', '逾期趋势 · month ends by bucket, with the share overdue')
    .option('--months <n>', 'how many month ends', count, 12)
    .addOption(clockOption())
    .action(run((out, options: MonthsOptions & ClockOptions) => trend(options, out)));
};

const addExports = (exporting: Command, run: Run): void => {
  exporting
    .command('aging')
    .argument('<file>', FILE)
    .option(AS_OF, AS_OF_WORDS)
    .option(KNOWN_AT, KNOWN_AT_WORDS)
    .addOption(new Option('--by <group>', 'one row for each').choices(agingGrouping.options).default('customer'))
    .addOption(new Option('--basis <date>', 'aged by').choices(agingBasis.options).default('due'))
    .description('导出账龄 · aging for a spreadsheet')
    .action(run((out, file: string, options: AgingExportOptions) => exportAging(file, options, out)));
  const listed = (name: string, description: string): Command =>
    exporting
      .command(name)
      .argument('<file>', FILE)
      .option(AS_OF, AS_OF_WORDS)
      .option(KNOWN_AT, KNOWN_AT_WORDS)
      .option('--customer <id>', 'of one customer')
      .description(description);
  listed('receivables', '导出应收账款 · what is open, one row a receivable').action(
    run((out, file: string, options: AsOfOptions) => exportReceivables(file, options, out)),
  );
  listed('forecast', '导出回款预测 · cash to come by week').action(
    run((out, file: string, options: AsOfOptions) => exportForecast(file, options, out)),
  );
  exporting
    .command('ledger')
    .argument('<file>', FILE)
    .requiredOption('--customer <id>', 'whose')
    .requiredOption('--from <day>', 'YYYY-MM-DD')
    .requiredOption('--to <day>', 'YYYY-MM-DD')
    .option(KNOWN_AT, KNOWN_AT_WORDS)
    .description('导出分录 · the ledger entries of a customer')
    .action(run((out, file: string, options: LedgerOptions) => exportLedger(file, options, out)));
};

/** `xay statement`, `xay figures …`, `xay export …`: what finance reads beside aging. */
export const addFigureCommands = (xay: Command, exporting: Command, run: Run, count: Count): void => {
  xay
    .command('statement')
    .argument('<customer>', 'the id of a customer')
    .requiredOption('--from <day>', 'first business day, YYYY-MM-DD')
    .requiredOption('--to <day>', 'last business day, YYYY-MM-DD')
    .option(KNOWN_AT, KNOWN_AT_WORDS)
    .option('--pdf <file>', 'write it as PDF')
    .option('--xlsx <file>', 'write it as a workbook')
    .description('对账单 · statement of account: opening, movements, closing, open items')
    .action(run((out, customer: string, options: StatementOptions) => statement(customer, options, out)));
  addFigures(xay, run, count);
  addExports(exporting, run);
};
