import { randomUUID } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CreditAccount } from '@app/domain/credit-account/account';
import type {
  AllocatePayment,
  CreditAccountCommand,
  ReceiveBill,
  RecordPayment,
} from '@app/domain/credit-account/commands';
import { creditAccount } from '@app/domain/credit-account/decider';
import type { AllocationRule } from '@app/domain/credit-account/payment-policy';
import { creditAccountEvent, type CreditAccountEvent } from '@app/domain/credit-account/events';
import { shipInGroup, takesRoom } from '@app/domain/credit-group/shipping-in-a-group';
import type { Handler, Outcome } from '@app/event-store/handle';
import type { Metadata } from '@app/kernel/message';
import { GroupSagas } from './groups/group-sagas';
import { KnownCustomers } from './known-customers';
import type { Policies } from './policies';
import { PostingFacts } from './posting-facts';
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

@CommandHandler(AskCreditAccount)
export class CreditAccountHandler implements ICommandHandler<AskCreditAccount> {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(POLICIES) private readonly policies: Policies,
    private readonly customers: KnownCustomers,
    private readonly groups: GroupSagas,
    private readonly facts: PostingFacts,
  ) {}

  async execute({ customerId: id, command, metadata }: AskCreditAccount) {
    await this.customers.require(id);
    const standing = 'standing' in command.data ? command.data.standing : undefined;
    const ruled = withRule(command, this.policies.payment.policy.allocation);
    const { command: stamped, posting } = await this.facts.brought(ruled, metadata.by);
    // Causes of a hold that come or go with it are recorded in the same append.
    const asked = { ...stamped, under: { policy: this.policies.check.policy, standing, posting } };
    if (takesRoom(asked)) return this.groups.carryOut(shipInGroup(asked, randomUUID), metadata);
    return this.handler.handle({ decider: creditAccount, schema: creditAccountEvent, id, command: asked, metadata });
  }
}
