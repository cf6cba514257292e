import { InvalidArgumentError, Option, type Command } from 'commander';
import { z } from 'zod';
import { backtest } from './commands/backtest';
import { calibrate } from './commands/calibrate';
import { checkPolicyFile, listPolicies, proposePolicyFile, publishPolicyFile, showPolicy } from './commands/policy';
import { replay } from './commands/replay';
import type { ExitCode, Terminal } from './terminal';

type Run = (
  work: (out: Terminal, ...given: never[]) => ExitCode | Promise<ExitCode>,
) => (...given: unknown[]) => Promise<void>;
type Listing = { page: number; size: number };

const VERSION_MAX = 1_000_000;
const version = (text: string): number => {
  const parsed = z.coerce.number().int().min(1).max(VERSION_MAX).safeParse(text.replace(/^v/, ''));
  if (!parsed.success) throw new InvalidArgumentError('It has to be the number of a version.');
  return parsed.data;
};

const FILE = 'a scoring policy as JSON, see config/policies/scoring';

/** `xay policy …`: what new assessments are made under, who put it in force, and what a draft would have done. */
export const addPolicyCommands = (xay: Command, run: Run, count: (text: string) => number): void => {
  const policy = xay.command('policy').description('评分政策 · scoring policies: versions, drafts, back-test');
  policy
    .command('list')
    .option('--page <n>', 'which page of the rows', count, 1)
    .option('--size <n>', 'rows a page', count, 50)
    .description('列出 · every version, and which one is in force')
    .action(run((out, options: Listing) => listPolicies(options, out)));
  policy
    .command('show')
    .argument('<policy>', 'its id, e.g. scoring-standard')
    .argument('<version>', 'its number', version)
    .description('查看 · one version with its document')
    .action(run((out, id: string, number: number) => showPolicy(id, number, out)));
  policy
    .command('check')
    .argument('<file>', FILE)
    .description('检查 · everything that is wrong with a draft; needs no database')
    .action(run((out, file: string) => checkPolicyFile(file, out)));
  policy
    .command('propose')
    .argument('<file>', FILE)
    .requiredOption('--by <who>', 'who signs, e.g. analyst-li')
    .requiredOption('--why <text>', 'what for')
    .description('提出 · puts a version up for publishing by somebody else')
    .action(run((out, file: string, options: { by: string; why: string }) => proposePolicyFile(file, options, out)));
  policy
    .command('publish')
    .argument('<file>', FILE)
    .requiredOption('--by <who>', 'who signs, with the authority of an approver: e.g. approver-wang')
    .requiredOption('--valid-from <day>', 'the first business day in force, YYYY-MM-DD')
    .requiredOption('--why <text>', 'what for')
    .description('发布 · puts a proposed version in force; it never changes afterwards')
    .action(
      run((out, file: string, options: { by: string; why: string; validFrom: string }) =>
        publishPolicyFile(file, options, out),
      ),
    );
  policy
    .command('backtest')
    .argument('<file>', FILE)
    .description('回测 · holds a draft against all assessments so far and what the customers then did')
    .action(run((out, file: string) => backtest(file, out)));
  policy
    .command('calibrate')
    .option('--as-of <day>', 'at the end of this business day, YYYY-MM-DD (default: today)')
    .addOption(
      new Option('--by <grade>', 'one row for each').choices(['characteristic', 'credit']).default('characteristic'),
    )
    .description('校准 · how often and how long customers of each grade were late, with intervals')
    .action(run((out, options: { asOf?: string; by: string }) => calibrate(options, out)));

  xay
    .command('assessments')
    .description('信用评估 · all assessments of the log')
    .command('replay')
    .description('重算 · computes each again from its event and its policy; exit code 1 names every difference')
    .action(run((out) => replay(out)));
};
