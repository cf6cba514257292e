import { Inject, Injectable } from '@nestjs/common';
import { mayReachBack } from '@app/domain/credit-account/closed-period';
import type { CreditAccountCommand, RecordInvoice, RecordPayment } from '@app/domain/credit-account/commands';
import { openFrom } from '@app/domain/ledger-period/ledger-period';
import type { PostingPeriod } from '@app/domain/ledger-period/posting-period';
import { BASE_CURRENCY } from '@app/kernel/currency';
import { PeriodDesk } from './period-desk';
import type { Policies } from './policies';
import { RateDesk } from './rate-desk';
import { POLICIES } from './tokens';

/** By which terms an invoice is due. */
const withTerms = (command: CreditAccountCommand, { paymentTerms }: Policies): CreditAccountCommand =>
  command.type === 'RecordInvoice' && command.data.terms !== undefined && command.data.termsPolicy === undefined
    ? { ...command, data: { ...command.data, termsPolicy: paymentTerms.policy } }
    : command;

/** Where nobody said the day it counts from the first open one on: only who names a day of a closed month is refused it. */
const inOpenPeriod = (command: CreditAccountCommand, posting: PostingPeriod | undefined): CreditAccountCommand => {
  const notBefore = posting && openFrom(posting.period);
  if (notBefore === undefined) return command;
  if (command.type === 'AllocatePayment') return { ...command, data: { ...command.data, notBefore } };
  return command.type === 'DishonourBill' ? { ...command, data: { ...command.data, notBefore } } : command;
};

/** What a posting goes by that the account does not know itself: terms, the rate of its day, and which months are closed. */
@Injectable()
export class PostingFacts {
  constructor(
    @Inject(POLICIES) private readonly policies: Policies,
    private readonly rates: RateDesk,
    private readonly periods: PeriodDesk,
  ) {}

  async brought(
    command: CreditAccountCommand,
    by: string,
  ): Promise<Readonly<{ command: CreditAccountCommand; posting: PostingPeriod | undefined }>> {
    const posting = mayReachBack(command) ? await this.periods.postingBy(by) : undefined;
    const rated = await this.withRate(withTerms(command, this.policies));
    return { command: inOpenPeriod(rated, posting), posting };
  }

  /** What is in another currency is booked by the rate of its day. */
  private async withRate(command: CreditAccountCommand): Promise<CreditAccountCommand> {
    if (command.type !== 'RecordInvoice' && command.type !== 'RecordPayment') return command;
    const { currency } = command.data;
    if (currency === undefined || currency === BASE_CURRENCY || command.data.rate !== undefined) return command;
    const day = command.type === 'RecordInvoice' ? command.data.invoiceDate : command.data.valueDate;
    const rate = await this.rates.rateFor(currency, day);
    // Each stays what it is; the compiler cannot see that through the spread.
    return { ...command, data: { ...command.data, rate } } as RecordInvoice | RecordPayment;
  }
}
