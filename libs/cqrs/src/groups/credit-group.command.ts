import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChangeGroupLimit, FormGroup } from '@app/domain/credit-group/commands';
import { creditGroup } from '@app/domain/credit-group/decider';
import { creditGroupEvent, type CreditGroupEvent } from '@app/domain/credit-group/events';
import type { CreditGroup } from '@app/domain/credit-group/group';
import { letJoin, letLeave } from '@app/domain/credit-group/joining';
import type { Handler, Outcome } from '@app/event-store/handle';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Metadata } from '@app/kernel/message';
import type { Yuan } from '@app/kernel/yuan';
import { KnownCustomers } from '../known-customers';
import type { Policies } from '../policies';
import { HANDLER, POLICIES } from '../tokens';
import { GroupSagas } from './group-sagas';

type Answered = Outcome<CreditGroup, CreditGroupEvent>;

export class AskCreditGroup extends Command<Answered> {
  constructor(
    readonly groupId: string,
    readonly command: FormGroup | ChangeGroupLimit,
    readonly metadata: Metadata,
  ) {
    super();
  }
}

@CommandHandler(AskCreditGroup)
class CreditGroupHandler implements ICommandHandler<AskCreditGroup> {
  constructor(@Inject(HANDLER) private readonly handler: Handler) {}

  execute({ groupId: id, command, metadata }: AskCreditGroup) {
    return this.handler.handle({ decider: creditGroup, schema: creditGroupEvent, id, command, metadata });
  }
}

/** `in` with or without a cap, or out; asking the same again does nothing. */
export type MemberWish = Readonly<{
  groupId: string;
  customerId: string;
  wanted: Readonly<{ is: 'in'; cap?: Yuan | undefined }> | Readonly<{ is: 'out' }>;
  by: string;
  on: BusinessDate;
}>;

export class SetGroupMember extends Command<Answered> {
  constructor(
    readonly wish: MemberWish,
    readonly metadata: Metadata,
  ) {
    super();
  }
}

@CommandHandler(SetGroupMember)
class GroupMemberHandler implements ICommandHandler<SetGroupMember> {
  constructor(
    private readonly sagas: GroupSagas,
    private readonly customers: KnownCustomers,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  async execute({ wish: { groupId, customerId, wanted, by, on }, metadata }: SetGroupMember) {
    await this.customers.require(customerId);
    const { authority, check } = this.policies;
    const asked = { groupId, customerId, by, authority: authority.policy, counting: check.policy, on };
    const saga = wanted.is === 'in' ? letJoin({ ...asked, cap: wanted.cap }) : letLeave(asked);
    return this.sagas.carryOut(saga, metadata);
  }
}

export const creditGroupCommandHandlers = [CreditGroupHandler, GroupMemberHandler];
