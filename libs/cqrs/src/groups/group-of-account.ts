import { Inject, Injectable } from '@nestjs/common';
import type { CreditAccount } from '@app/domain/credit-account/account';
import { creditGroup } from '@app/domain/credit-group/decider';
import { creditGroupEvent } from '@app/domain/credit-group/events';
import type { CreditGroup } from '@app/domain/credit-group/group';
import { asHeard } from '@app/domain/credit-group/keeping-up';
import type { Handler } from '@app/event-store/handle';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Policies } from '../policies';
import { HANDLER, POLICIES } from '../tokens';

type Known = Readonly<{ account: CreditAccount; revision: number | undefined }>;

/** For questions: the group of an account as the log has it now. */
@Injectable()
export class GroupOfAccount {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  async of(customerId: string, { account, revision }: Known, on: BusinessDate): Promise<CreditGroup | undefined> {
    const { groupId } = account.membership ?? {};
    if (groupId === undefined) return undefined;
    const { state } = await this.handler.load({ decider: creditGroup, schema: creditGroupEvent, id: groupId });
    const which = { groupId, customerId, on, counting: this.policies.check.policy };
    return asHeard(which, state, { state: account, revision });
  }
}
