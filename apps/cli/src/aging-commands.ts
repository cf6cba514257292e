import { Option, type Command } from 'commander';
import { agingBasis, agingGrouping } from '@app/contracts/aging';
import { aging, type AgingOptions } from './commands/aging';
import { agingWhy, type AgingWhyOptions } from './commands/aging-why';
import type { ExitCode, Terminal } from './terminal';

type Run = (
  work: (out: Terminal, ...given: never[]) => ExitCode | Promise<ExitCode>,
) => (...given: unknown[]) => Promise<void>;

/** `xay aging` and `xay aging-why`: what was owed on a day, as known at a time, and why two answers differ. */
export const addAgingCommands = (xay: Command, run: Run, count: (text: string) => number): void => {
  xay
    .command('aging')
    .option('--as-of <day>', 'at the end of this business day, YYYY-MM-DD (default: today)')
    .option('--known-at <time>', 'as known then: an instant with its zone, or a log position (default: all of now)')
    .addOption(new Option('--by <group>', 'one row for each').choices(agingGrouping.options).default('customer'))
    .addOption(new Option('--basis <day>', 'aged from').choices(agingBasis.options).default('due'))
    .option('--page <n>', 'which page of the rows', count, 1)
    .option('--size <n>', 'rows a page', count, 50)
    .description('账龄 · what is owed, by days overdue')
    .action(run((out, options: AgingOptions) => aging(options, out)));
  xay
    .command('aging-why')
    .option('--as-of <day>', 'of the one report (default: today)')
    .option('--known-at <time>', 'what was known for it (default: all of now)')
    .option('--to-as-of <day>', 'of the other report (default: the same day)')
    .option('--to-known-at <time>', 'what was known for that (default: all of now)')
    .option('--customer <id>', 'of one customer alone')
    .option('--page <n>', 'which page of the customers', count, 1)
    .option('--size <n>', 'customers a page', count, 20)
    .description('账龄差异 · why two aging reports differ, event by event')
    .action(run((out, options: AgingWhyOptions) => agingWhy(options, out)));
};
