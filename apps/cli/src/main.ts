import 'reflect-metadata';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { home } from '@app/cqrs/home';
import { language as languageSchema } from '@app/kernel/language';
import { complaint } from '@worker/complaint';
import { terminalLanguage } from '@worker/environment';
import { addAgingCommands } from './aging-commands';
import { applications, type ApplicationsOptions } from './commands/applications';
import { assessFile } from './commands/assess';
import { exportLogFile } from './commands/export-log';
import { importInvoiceFile, type ImportOptions } from './commands/import-invoices';
import { importLogFile } from './commands/import-log';
import { limit, type LimitOptions } from './commands/limit';
import { authoriseLines, checkLines } from './commands/shipments';
import { account } from './commands/account';
import { rebuild } from './commands/rebuild';
import { printReport } from './commands/report';
import { simulate } from './commands/simulate';
import { tick } from './commands/tick';
import { verify } from './commands/verify';
import { whatIfFile } from './commands/what-if';
import { addFigureCommands } from './figure-commands';
import { addBankCommands } from './bank-commands';
import { addFileCommands } from './file-commands';
import { addGroupCommands } from './group-commands';
import { Interrupted } from './interruption';
import { UnfitFile } from './json-file';
import { addPaymentCommands } from './payment-commands';
import { addLedgerCommands } from './ledger-commands';
import { addPolicyCommands } from './policy-commands';
import { terminal, type ExitCode, type Terminal } from './terminal';
import { addWebhookCommands } from './webhook-commands';

const globals = z.object({ json: z.boolean().default(false), lang: languageSchema.optional() });
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')));
const COUNT_MAX = 100_000;
const count = (text: string): number => {
  const parsed = z.coerce.number().int().min(1).max(COUNT_MAX).safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(`It has to be a whole number from 1 to ${COUNT_MAX}.`);
  return parsed.data;
};

const xay = new Command('xay');
let exitCode: ExitCode = 0;

const outOf = (command: Command): Terminal => {
  const { json, lang } = globals.parse(command.optsWithGlobals());
  return terminal(lang ?? terminalLanguage(process.env), json);
};

/** Runs a command and says in sentences what went wrong; a stack trace is for the log of a server, not for a terminal. */
const run =
  (work: (out: Terminal, ...given: never[]) => ExitCode | Promise<ExitCode>) =>
  async (...given: unknown[]): Promise<void> => {
    const out = outOf(given.at(-1) as Command);
    try {
      exitCode = await work(out, ...(given as never[]));
    } catch (error) {
      // What was left half way may still be at its tries.
      if (error instanceof Interrupted) process.exit(error.exitCode);
      exitCode = 1;
      if (error instanceof UnfitFile) {
        out.remark(complaint(error.problem, out.language));
        for (const line of error.lines.slice(0, 50)) out.remark(`  ${line}`);
      } else out.remark(complaint(error, out.language));
    }
  };

xay
  .version(version)
  .description('信用销售与应收账款风险引擎 · trade-credit and receivables risk engine')
  .option('--json', 'one JSON object on standard output, for scripts')
  .addOption(
    new Option('--lang <language>', 'language of the answers (default: of the terminal, else zh)').choices(
      languageSchema.options,
    ),
  )
  .showHelpAfterError()
  .exitOverride()
  .configureHelp({ showGlobalOptions: true });

xay
  .command('assess')
  .argument('<file>', 'a customer file as JSON, see config/examples')
  .description('信用评估：等级、额度与依据 · grade, limit, tier and the tree of reasons; needs no database')
  .action(run((out, file: string) => assessFile(file, out)));

xay
  .command('whatif')
  .argument('<file>', 'a customer file as JSON, see config/examples')
  .requiredOption(
    '--set <path=value...>',
    'what would be otherwise, e.g. asked=500000 answers.C3.1=good policy.stance=sales',
  )
  .description('假设 · grade and limit if some of a file were otherwise; nothing is recorded')
  .action(run((out, file: string, options: { set: string[] }) => whatIfFile(file, options, out)));

const importing = xay.command('import').description('导入 · import from other systems');
importing
  .command('invoices')
  .argument('<file>', 'a CSV in any Chinese encoding, or an XLSX, with one invoice a row')
  .requiredOption('--mapping <file>', 'which column holds what, see config/mappings')
  .requiredOption('--date-format <format>', 'e.g. M/D/YYYY; a date that does not fit is an error, never a guess')
  .option('--trial', 'only say what is in the file', false)
  .option('--take-good', 'leave faulty rows out; without it a file with faulty rows is not taken at all', false)
  .description('导入发票 · validated, streamed, idempotent by invoice number')
  .action(run((out, file: string, options: ImportOptions) => importInvoiceFile(file, options, out)));

importing
  .command('log')
  .argument('<file>', 'a log exported with xay export log; - for standard input')
  .description('导入日志 · takes an exported log over, checked; run it again to go on where it was cut off')
  .action(run((out, file: string) => importLogFile(file, out)));

const exporting = xay.command('export').description('导出 · export for spreadsheets and for other installations');
exporting
  .command('log')
  .argument('<file>', 'goes on with it if it holds the beginning of the log; - for standard output')
  .description('导出日志 · the whole log as newline JSON, checked on the way')
  .action(run((out, file: string) => exportLogFile(file, out)));

xay
  .command('simulate')
  .requiredOption('--invoices <file>', 'a CSV file with one invoice a line')
  .requiredOption('--mapping <file>', 'which column holds what, see config/mappings')
  .requiredOption('--date-format <format>', 'e.g. M/D/YYYY')
  .requiredOption('--from <day>', 'first business day, YYYY-MM-DD')
  .requiredOption('--to <day>', 'last business day, YYYY-MM-DD')
  .description('模拟 · plays a history day by day through the real commands, in a database of its own')
  .action(
    run((out, options: { invoices: string; mapping: string; dateFormat: string; from: string; to: string }) =>
      simulate(options, out),
    ),
  );

xay
  .command('applications')
  .option('--late', 'only those whose stage should have been done by yesterday', false)
  .option('--reassessment', 'only those whose customer has to be assessed anew', false)
  .option('--page <n>', 'which page of the rows', count, 1)
  .option('--size <n>', 'rows a page', count, 50)
  .description('申请 · credit applications by the day on which what they wait for is due')
  .action(run((out, options: ApplicationsOptions) => applications(options, out)));

xay
  .command('limit')
  .argument('<customer>', 'the id of a customer')
  .requiredOption('--amount <n>', 'yuan')
  .option('--deliver-on <date>', 'when it is to be delivered')
  .option('--terms <days>', 'payment terms that the order wants')
  .option('--goods <text>', 'what is to be shipped')
  .option('--approval <id>', 'a special approval that it is to use')
  .option('--at <instant>', 'what the answer was at an instant of the past, e.g. 2026-11-02T14:03:00+08:00')
  .description('能发货吗 · may so much be shipped? exit code 0 yes, 1 no')
  .action(run((out, customer: string, options: LimitOptions) => limit(customer, options, out)));

xay
  .command('account')
  .argument('<customer>', 'the id of a customer')
  .option('--at <instant>', 'as it was known at an instant of the past')
  .description('专户 · limit, exposure by component, what holds shipments, special approvals')
  .action(run((out, customer: string, options: { at?: string }) => account(customer, options, out)));

const shipments = xay.command('shipments').description('批量发货 · many lines in one call, each answered by itself');
shipments
  .command('check')
  .argument('<file>', 'JSON: {"lines": [{"lineId", "customerId", "amount"}], "together": true}')
  .description('批量检查 · may these be shipped? exit code 0 when all may')
  .action(run((out, file: string) => checkLines(file, out)));
shipments
  .command('authorise')
  .argument('<file>', 'JSON: {"lines": [{"lineId", "customerId", "shipmentId", "amount"}]}')
  .requiredOption('--by <who>', 'who signs, e.g. sales-zhao')
  .description('批量授权 · authorises each line once for its shipment')
  .action(run((out, file: string, options: { by: string }) => authoriseLines(file, options, out)));

xay
  .command('report')
  .argument('<application>', 'the id of a credit application that has been assessed')
  .requiredOption('--out <file>', 'a name ending in .pdf or .docx')
  .description('资信调查报告 · the credit investigation report, as PDF or DOCX')
  .action(run((out, application: string, options: { out: string }) => printReport(application, options, out)));

xay
  .command('tick')
  .option('--until <day>', 'a business day that has come, YYYY-MM-DD (default: today)')
  .description('跟踪 · does every follow-up step due by a day, each once')
  .action(run((out, options: { until?: string }) => tick(options, out)));

xay
  .command('rebuild')
  .argument('[read-model]', 'its name', 'all')
  .option('--all', 'all of them, as without a name')
  .description('重建 · builds read models again beside the live ones, from the events, and puts them in their place')
  .action(run((out, name: string, options: { all?: true }) => rebuild(options.all === true ? 'all' : name, out)));

xay
  .command('verify')
  .option('--root <file>', 'does the log still hold what this exported root covers?')
  .option('--export-root <file>', 'write a root over the whole log, for somebody else to keep')
  .description('校验 · holds the log against its hashes and roots, and the read models against the log')
  .action(run((out, options: { root?: string; exportRoot?: string }) => verify(options, out)));

addAgingCommands(xay, run, count);
addPolicyCommands(xay, run, count);
addGroupCommands(xay, run, count);
addBankCommands(xay, run, count);
addPaymentCommands(xay, run, count);
addFileCommands(xay, run);
addFigureCommands(xay, exporting, run, count);
addLedgerCommands(xay, run, count);
addWebhookCommands(xay, run, count);

const main = async (): Promise<void> => {
  try {
    await xay.parseAsync();
  } catch (error) {
    const isUsage = error instanceof CommanderError && error.exitCode !== 0;
    if (!(error instanceof CommanderError)) throw error;
    exitCode = isUsage ? 2 : 0;
  }
  process.exitCode = exitCode;
};

void main();
