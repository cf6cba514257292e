import type { Command } from 'commander';
import { chargeInterestOf, showInterest } from './commands/interest';
import { recordInvoiceOf, showInvoice } from './commands/invoices';
import { closePeriodOf, listPeriods, reopenPeriodOf } from './commands/periods';
import { listRates, setRateOf } from './commands/rates';
import type { ExitCode, Terminal } from './terminal';

type Run = (
  work: (out: Terminal, ...given: never[]) => ExitCode | Promise<ExitCode>,
) => (...given: unknown[]) => Promise<void>;
type Count = (text: string) => number;

const BY = 'who signs, e.g. finance-zhou';
const CUSTOMER = 'the id of a customer';

const paged = (command: Command, count: Count): Command =>
  command.option('--page <n>', 'which page of the rows', count, 1).option('--size <n>', 'rows a page', count, 50);

const addInvoices = (xay: Command, run: Run): void => {
  const invoices = xay.command('invoice').description('发票 · invoices, debit notes and what is taken over');
  invoices
    .command('record')
    .argument('<customer>', CUSTOMER)
    .argument('<invoice>', 'an id of your choice: sent twice it is done once')
    .requiredOption('--amount <amount>', 'in the currency of the document, tax contained')
    .option('--currency <code>', 'e.g. USD (default: CNY); its rate is taken from the book of rates')
    .requiredOption('--date <day>', 'of the invoice, YYYY-MM-DD')
    .option('--due <day>', 'when it is due, YYYY-MM-DD')
    .option('--terms <id>', 'or by payment terms, e.g. net-30')
    .option('--instalments <day=amount...>', 'or every instalment by itself')
    .option('--tax-rate <percent>', 'tax contained in the amount, e.g. 13')
    .option('--tax-amount <amount>', 'default: worked out from the rate')
    .option('--kind <kind>', 'debit-note or opening-balance (default: an invoice)')
    .option('--corrects <receivable>', 'what a debit note adds to')
    .option('--salesperson <name>', 'whose it is')
    .option('--shipment <id>', 'the shipment that it invoices')
    .requiredOption('--by <who>', BY)
    .description('登记发票 · records an invoice with its due dates')
    .action(
      run((out, customer: string, invoice: string, options: Parameters<typeof recordInvoiceOf>[2]) =>
        recordInvoiceOf(customer, invoice, options, out),
      ),
    );
  invoices
    .command('show')
    .argument('<customer>', CUSTOMER)
    .argument('<invoice>', 'its id')
    .description('查看 · an invoice with its instalments, in its currency and in yuan')
    .action(run((out, customer: string, invoice: string) => showInvoice(customer, invoice, out)));
};

const addRates = (xay: Command, run: Run, count: Count): void => {
  const rates = xay.command('rates').description('汇率 · exchange rates by day');
  rates
    .command('set')
    .argument('<currency>', 'e.g. USD')
    .argument('<day>', 'YYYY-MM-DD')
    .argument('<rate>', 'yuan for one unit, e.g. 7.1234')
    .requiredOption('--source <text>', 'where it was read')
    .option('--replaces <rate>', 'to put a rate right: the one that stands for that day')
    .requiredOption('--by <who>', BY)
    .description('登记汇率 · sets the rate of a day')
    .action(
      run((out, currency: string, day: string, rate: string, options: Parameters<typeof setRateOf>[1]) =>
        setRateOf({ currency, day, rate }, options, out),
      ),
    );
  paged(rates.command('list'), count)
    .argument('<currency>', 'e.g. USD')
    .description('列出 · the rates of a currency, the latest day first')
    .action(run((out, currency: string, options: { page: number; size: number }) => listRates(currency, options, out)));
};

const addInterest = (xay: Command, run: Run, count: Count): void => {
  paged(xay.command('interest'), count)
    .argument('<customer>', CUSTOMER)
    .option('--to <day>', 'up to and with a day, YYYY-MM-DD (default: today)')
    .option('--charge <id>', 'charges it, under an id of your choice: sent twice it is charged once')
    .option('--by <who>', `${BY}; needed to charge`)
    .description('逾期利息 · interest on arrears on the balance of every day')
    .action(
      run((out, customer: string, options: Parameters<typeof showInterest>[1] & { charge?: string; by?: string }) =>
        options.charge === undefined
          ? showInterest(customer, options, out)
          : chargeInterestOf(customer, options.charge, options, out),
      ),
    );
};

const addPeriods = (xay: Command, run: Run, count: Count): void => {
  const periods = xay.command('period').description('结账 · months of the ledger');
  periods
    .command('close')
    .argument('<month>', 'YYYY-MM; in order, and only once it is over')
    .requiredOption('--by <who>', BY)
    .description('月末结账 · closes a month: nothing more is posted into it')
    .action(run((out, month: string, options: { by: string }) => closePeriodOf(month, options, out)));
  periods
    .command('reopen')
    .argument('<month>', 'YYYY-MM; the last one that is closed')
    .requiredOption('--reason <text>', 'what for')
    .requiredOption('--by <who>', 'who signs, e.g. director-liu')
    .description('反结账 · opens a month again')
    .action(run((out, month: string, options: { reason: string; by: string }) => reopenPeriodOf(month, options, out)));
  paged(periods.command('list'), count)
    .description('列出 · closed months, the latest first')
    .action(run((out, options: { page: number; size: number }) => listPeriods(options, out)));
};

/** Invoices, rates, interest and the close of months. */
export const addLedgerCommands = (xay: Command, run: Run, count: Count): void => {
  addInvoices(xay, run);
  addRates(xay, run, count);
  addInterest(xay, run, count);
  addPeriods(xay, run, count);
};
