import { Inject, Injectable } from '@nestjs/common';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { creditGroup } from '@app/domain/credit-group/decider';
import { creditGroupEvent } from '@app/domain/credit-group/events';
import { carryOut, type AccountSaid, type GroupSaid, type Saga, type SagaStep } from '@app/domain/credit-group/saga';
import type { Handler } from '@app/event-store/handle';
import type { Metadata } from '@app/kernel/message';
import { HANDLER } from '../tokens';

/** Carries out what takes a customer's account and its group, over the log. */
@Injectable()
export class GroupSagas {
  constructor(@Inject(HANDLER) private readonly handler: Handler) {}

  carryOut<Result>(saga: Saga<Result>, metadata: Metadata): Promise<Result> {
    return carryOut(saga, (step) => this.ask(step, metadata));
  }

  private async ask(step: SagaStep, metadata: Metadata): Promise<GroupSaid | AccountSaid> {
    const { handler } = this;
    const { id } = step;
    if (step.of === 'group') {
      const group = { decider: creditGroup, schema: creditGroupEvent, id };
      const { command } = step;
      if (command === undefined) return { of: 'group', ...(await handler.load(group)), events: [] };
      return { of: 'group', ...(await handler.handle({ ...group, command, metadata })) };
    }
    const account = { decider: creditAccount, schema: creditAccountEvent, id };
    const { command } = step;
    if (command === undefined) return { of: 'account', ...(await handler.load(account)), events: [] };
    return { of: 'account', ...(await handler.handle({ ...account, command, metadata })) };
  }
}
