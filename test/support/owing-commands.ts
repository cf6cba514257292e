import type { RecordInvoice, RecordPayment } from '@app/domain/credit-account/commands';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import type { CreditAccount } from '@app/domain/credit-account/account';
import type { AskedOfAccount } from '@app/domain/credit-account/commands';
import { creditAccount } from '@app/domain/credit-account/decider';
import { termsPolicy } from '@app/domain/credit-account/payment-terms';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { customerId, firstOfMarch } from './account-events';
import { onDisk } from './policies-on-disk';

// Invoices and payments with everything that they may say, asked of the account of account-events.
export const standardTerms = termsPolicy.parse(onDisk('payment-terms/standard.json'));

type Said<Data> = Partial<Omit<Data, 'amount'>> & Readonly<{ amount: string }>;

/** Unless it says otherwise, invoiced and recorded on the first of March. */
export const invoiceOf = (receivableId: string, { amount, ...said }: Said<RecordInvoice['data']>): RecordInvoice => {
  const dates = { invoiceDate: dateOf(firstOfMarch), on: dateOf(firstOfMarch) };
  return { type: 'RecordInvoice', data: { customerId, receivableId, amount: ofYuan(amount), ...dates, ...said } };
};

export const paymentOf = (paymentId: string, { amount, ...said }: Said<RecordPayment['data']>): RecordPayment => {
  const day = said.on ?? dateOf(firstOfMarch);
  const about = { customerId, paymentId, reference: '', valueDate: day, on: day };
  return { type: 'RecordPayment', data: { ...about, amount: ofYuan(amount), ...said } };
};

/** One after the other, with everything that they record. */
export const playedOf = (
  ...commands: readonly AskedOfAccount[]
): Readonly<{ account: CreditAccount; events: readonly CreditAccountEvent[] }> => {
  let account = creditAccount.initial;
  const events: CreditAccountEvent[] = [];
  for (const command of commands) {
    const decided = creditAccount.decide(command, account);
    events.push(...decided);
    account = decided.reduce(creditAccount.evolve, account);
  }
  return { account, events };
};
