import type { Command } from 'commander';
import { applyNote, cancelNote, deallocateNote, issueNote, listNotes, showNote } from './commands/credit-notes';
import {
  allocatePaymentOf,
  deallocatePaymentOf,
  listPayments,
  recordPaymentOf,
  reversePaymentOf,
  showPayment,
} from './commands/payments';
import { recordRecovery, recordWriteOff, showWriteOffs } from './commands/write-offs';
import type { ExitCode, Terminal } from './terminal';

type Run = (
  work: (out: Terminal, ...given: never[]) => ExitCode | Promise<ExitCode>,
) => (...given: unknown[]) => Promise<void>;
type Count = (text: string) => number;

const BY = 'who signs, e.g. finance-zhou';
const CUSTOMER = 'the id of a customer';
const DAY = 'YYYY-MM-DD (default: the earliest that makes sense)';

const wishing = (command: Command): Command =>
  command
    .option('--rule <rule>', 'oldest-first, by-instalment, pro-rata or none (default: of the payment policy)')
    .option('--invoices <ids...>', 'receivables, or invoices with their instalments; without a rule in this order')
    .option('--allocate <id=amount...>', 'by hand: each receivable with its amount');

const taking = (command: Command, what: string): Command =>
  command
    .argument('<customer>', CUSTOMER)
    .argument(`<${what}>`, 'its id')
    .argument('<deallocation>', 'an id of your choice: sent twice it is done once')
    .requiredOption('--receivable <id>', 'what it had gone to')
    .option('--amount <yuan>', 'default: all that went there')
    .option('--value-date <day>', DAY)
    .requiredOption('--reason <text>', 'what for')
    .requiredOption('--by <who>', BY);

const listing = (command: Command, count: Count): Command =>
  command
    .argument('<customer>', CUSTOMER)
    .option('--open', 'only those of which something is left', false)
    .option('--page <n>', 'which page of the rows', count, 1)
    .option('--size <n>', 'rows a page', count, 50);

const addPayments = (xay: Command, run: Run, count: Count): void => {
  const payments = xay.command('payment').description('回款 · what a customer has paid');
  wishing(payments.command('record'))
    .argument('<customer>', CUSTOMER)
    .argument('<payment>', 'an id of your choice: sent twice it is done once')
    .requiredOption('--amount <yuan>', 'e.g. 150000')
    .option('--currency <code>', 'of the amount, e.g. USD (default: CNY)')
    .option('--value-date <day>', 'when the money was there, YYYY-MM-DD (default: today)')
    .option('--reference <text>', 'of the bank; of a netting, the document of what we owed')
    .option('--means <means>', 'transfer, cash, netting or opening-balance')
    .requiredOption('--by <who>', BY)
    .description('登记回款 · records a payment and takes it to receivables')
    .action(
      run((out, customer: string, payment: string, options: Parameters<typeof recordPaymentOf>[2]) =>
        recordPaymentOf(customer, payment, options, out),
      ),
    );
  wishing(payments.command('allocate'))
    .argument('<customer>', CUSTOMER)
    .argument('<payment>', 'its id')
    .option('--value-date <day>', DAY)
    .requiredOption('--by <who>', BY)
    .description('核销 · takes what is left of a payment to receivables')
    .action(
      run((out, customer: string, payment: string, options: Parameters<typeof allocatePaymentOf>[2]) =>
        allocatePaymentOf(customer, payment, options, out),
      ),
    );
  taking(payments.command('deallocate'), 'payment')
    .description('撤销核销 · takes an allocation back, or part of it')
    .action(
      run((out, customer: string, payment: string, id: string, options: Parameters<typeof deallocatePaymentOf>[3]) =>
        deallocatePaymentOf(customer, payment, id, options, out),
      ),
    );
  payments
    .command('reverse')
    .argument('<customer>', CUSTOMER)
    .argument('<payment>', 'its id')
    .requiredOption('--cause <cause>', 'bounced or mistake')
    .option('--value-date <day>', 'YYYY-MM-DD (default: today where it bounced, its own where it was a mistake)')
    .requiredOption('--reason <text>', 'what for')
    .requiredOption('--by <who>', BY)
    .description('冲回 · reverses a payment: everything that it paid is owed again')
    .action(
      run((out, customer: string, payment: string, options: Parameters<typeof reversePaymentOf>[2]) =>
        reversePaymentOf(customer, payment, options, out),
      ),
    );
  payments
    .command('show')
    .argument('<customer>', CUSTOMER)
    .argument('<payment>', 'its id')
    .description('查看 · where a payment went')
    .action(run((out, customer: string, payment: string) => showPayment(customer, payment, out)));
  listing(payments.command('list'), count)
    .description('列出 · the payments of a customer, newest first')
    .action(
      run((out, customer: string, options: Parameters<typeof listPayments>[1]) => listPayments(customer, options, out)),
    );
};

const addCreditNotes = (xay: Command, run: Run, count: Count): void => {
  const notes = xay.command('credit-note').description('红字单 · what we do not ask for after all');
  wishing(notes.command('issue'))
    .argument('<customer>', CUSTOMER)
    .argument('<credit-note>', 'an id of your choice: sent twice it is done once')
    .requiredOption('--amount <yuan>', 'never more than what it corrects, less earlier credit notes of that')
    .requiredOption('--kind <kind>', 'return, price or other')
    .option('--corrects <id>', 'the receivable that it corrects')
    .option('--issue-date <day>', 'YYYY-MM-DD (default: today)')
    .requiredOption('--reason <text>', 'what for')
    .requiredOption('--by <who>', BY)
    .description('开具 · issues a credit note')
    .action(
      run((out, customer: string, note: string, options: Parameters<typeof issueNote>[2]) =>
        issueNote(customer, note, options, out),
      ),
    );
  wishing(notes.command('allocate'))
    .argument('<customer>', CUSTOMER)
    .argument('<credit-note>', 'its id')
    .option('--value-date <day>', DAY)
    .requiredOption('--by <who>', BY)
    .description('冲抵 · takes what is left of it to receivables')
    .action(
      run((out, customer: string, note: string, options: Parameters<typeof applyNote>[2]) =>
        applyNote(customer, note, options, out),
      ),
    );
  taking(notes.command('deallocate'), 'credit-note')
    .description('撤销冲抵 · takes it back from a receivable, or part of it')
    .action(
      run((out, customer: string, note: string, id: string, options: Parameters<typeof deallocateNote>[3]) =>
        deallocateNote(customer, note, id, options, out),
      ),
    );
  notes
    .command('cancel')
    .argument('<customer>', CUSTOMER)
    .argument('<credit-note>', 'its id')
    .option('--value-date <day>', 'YYYY-MM-DD (default: as if it had never been issued)')
    .requiredOption('--reason <text>', 'what for')
    .requiredOption('--by <who>', BY)
    .description('撤销 · cancels a credit note: what it went to is owed again')
    .action(
      run((out, customer: string, note: string, options: Parameters<typeof cancelNote>[2]) =>
        cancelNote(customer, note, options, out),
      ),
    );
  notes
    .command('show')
    .argument('<customer>', CUSTOMER)
    .argument('<credit-note>', 'its id')
    .description('查看 · where a credit note went')
    .action(run((out, customer: string, note: string) => showNote(customer, note, out)));
  listing(notes.command('list'), count)
    .description('列出 · the credit notes of a customer, newest first')
    .action(
      run((out, customer: string, options: Parameters<typeof listNotes>[1]) => listNotes(customer, options, out)),
    );
};

const addWriteOffs = (xay: Command, run: Run): void => {
  const writeOffs = xay.command('write-off').description('坏账核销 · what is given up of a receivable');
  writeOffs
    .command('record')
    .argument('<customer>', CUSTOMER)
    .argument('<receivable>', 'its id')
    .argument('<write-off>', 'an id of your choice: sent twice it is done once')
    .option('--amount <yuan>', 'default: all that is open')
    .option('--value-date <day>', 'YYYY-MM-DD (default: today)')
    .requiredOption('--reason <text>', 'what for')
    .requiredOption('--by <who>', 'who decides, with authority over the amount, e.g. director-qin')
    .description('核销 · writes a receivable off, or part of it')
    .action(
      run((out, customer: string, receivable: string, id: string, options: Parameters<typeof recordWriteOff>[3]) =>
        recordWriteOff(customer, receivable, id, options, out),
      ),
    );
  writeOffs
    .command('recover')
    .argument('<customer>', CUSTOMER)
    .argument('<receivable>', 'its id')
    .argument('<recovery>', 'an id of your choice: sent twice it is done once')
    .requiredOption('--write-off <id>', 'what had been written off')
    .requiredOption('--amount <yuan>', 'what is owed again')
    .option('--value-date <day>', 'YYYY-MM-DD (default: today)')
    .requiredOption('--by <who>', BY)
    .description('收回 · money is coming after all: so much is owed again')
    .action(
      run((out, customer: string, receivable: string, id: string, options: Parameters<typeof recordRecovery>[3]) =>
        recordRecovery(customer, receivable, id, options, out),
      ),
    );
  writeOffs
    .command('show')
    .argument('<customer>', CUSTOMER)
    .argument('<receivable>', 'its id')
    .description('查看 · a receivable with what corrected it')
    .action(run((out, customer: string, receivable: string) => showWriteOffs(customer, receivable, out)));
};

/** `xay payment …`, `xay credit-note …`, `xay write-off …`: what comes in, and what corrects it. */
export const addPaymentCommands = (xay: Command, run: Run, count: Count): void => {
  addPayments(xay, run, count);
  addCreditNotes(xay, run, count);
  addWriteOffs(xay, run);
};
