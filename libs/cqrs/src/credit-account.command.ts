import { randomUUID } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CreditAccount } from '@app/domain/credit-account/account';
import type {
  AllocatePayment,
  CreditAccountCommand,
  ReceiveBill,
  RecordInvoice,
  RecordPayment,
} from '@app/domain/credit-account/commands';
import { creditAccount } from '@app/domain/credit-account/decider';
import { mayReachBack, type PostingPeriod } from '@app/domain/credit-account/closed-period';
import type { AllocationRule } from '@app/domain/credit-account/payment-policy';
import { creditAccountEvent, type CreditAccountEvent } from '@app/domain/credit-account/events';
import { openFrom } from '@app/domain/ledger-period/ledger-period';
import { shipInGroup, takesRoom } from '@app/domain/credit-group/shipping-in-a-group';
import type { Handler, Outcome } from '@app/event-store/handle';
import { BASE_CURRENCY } from '@app/kernel/currency';
import type { Metadata } from '@app/kernel/message';
import { GroupSagas } from './groups/group-sagas';
import { KnownCustomers } from './known-customers';
import { PeriodDesk } from './period-desk';
import type { Policies } from './policies';
import { RateDesk } from './rate-desk';
import { HANDLER, POLICIES } from './tokens';

/** One envelope and one handler for the whole aggregate: a new use case adds a command type, not a class. */
export class AskCreditAccount extends Command<Outcome<CreditAccount, CreditAccountEvent>> {
  constructor(
    readonly customerId: string,
    readonly command: CreditAccountCommand,
    readonly metadata: Metadata,
  ) {
    super();
  }
}

type TakesMoney = RecordPayment | ReceiveBill | AllocatePayment;
const takesMoney = (command: CreditAccountCommand): command is TakesMoney =>
  command.type === 'RecordPayment' || command.type === 'ReceiveBill' || command.type === 'AllocatePayment';

/** What comes in goes by the rule of the house, unless whoever records it says where. */
const withRule = (command: CreditAccountCommand, rule: AllocationRule): CreditAccountCommand => {
  if (!takesMoney(command)) return command;
  const { allocate, rule: wanted, invoices } = command.data;
  const isSaid = allocate !== undefined || wanted !== undefined || invoices !== undefined;
  return isSaid ? command : ({ ...command, data: { ...command.data, rule } } as TakesMoney);
};

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

@CommandHandler(AskCreditAccount)
export class CreditAccountHandler implements ICommandHandler<AskCreditAccount> {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(POLICIES) private readonly policies: Policies,
    private readonly customers: KnownCustomers,
    private readonly groups: GroupSagas,
    private readonly rates: RateDesk,
    private readonly periods: PeriodDesk,
  ) {}

  async execute({ customerId: id, command, metadata }: AskCreditAccount) {
    await this.customers.require(id);
    const standing = 'standing' in command.data ? command.data.standing : undefined;
    const posting = mayReachBack(command) ? await this.periods.postingBy(metadata.by) : undefined;
    const placed = withTerms(withRule(command, this.policies.payment.policy.allocation), this.policies);
    const stamped = inOpenPeriod(await this.withRate(placed), posting);
    // Causes of a hold that come or go with it are recorded in the same append.
    const asked = { ...stamped, under: { policy: this.policies.check.policy, standing, posting } };
    if (takesRoom(asked)) return this.groups.carryOut(shipInGroup(asked, randomUUID), metadata);
    return this.handler.handle({ decider: creditAccount, schema: creditAccountEvent, id, command: asked, metadata });
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
