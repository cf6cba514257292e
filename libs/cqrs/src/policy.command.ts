import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ScoringPolicy } from '@app/credit-model/policy';
import type { PolicyCommand } from '@app/domain/policy/commands';
import type { PolicyEvent } from '@app/domain/policy/events';
import type { PolicyVersions } from '@app/domain/policy/policy-versions';
import type { Handler, Outcome } from '@app/event-store/handle';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Metadata } from '@app/kernel/message';
import { contentHash, type Policies } from './policies';
import { SCORING_POLICIES } from './policy-book';
import { HANDLER, POLICIES } from './tokens';

export type PolicyAsk =
  | Readonly<{ ask: 'propose'; why: string; on: BusinessDate }>
  | Readonly<{ ask: 'publish'; why: string; validFrom: BusinessDate; on: BusinessDate }>;

/** A version of the scoring policy, proposed or published by whoever signs. */
export class AskScoringPolicy extends Command<Outcome<PolicyVersions, PolicyEvent>> {
  constructor(
    readonly document: ScoringPolicy,
    readonly asked: PolicyAsk,
    readonly metadata: Metadata,
  ) {
    super();
  }
}

@CommandHandler(AskScoringPolicy)
export class ScoringPolicyHandler implements ICommandHandler<AskScoringPolicy> {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  execute({ document, asked, metadata }: AskScoringPolicy) {
    const command = this.commandFor(document, asked, metadata.by);
    return this.handler.handle({ ...SCORING_POLICIES, command, metadata });
  }

  private commandFor(document: ScoringPolicy, asked: PolicyAsk, by: string): PolicyCommand {
    const { id: policyId, version } = document;
    const shipped = this.policies.scoringShipped
      .filter(({ stamp }) => stamp.id === policyId)
      .map(({ policy, stamp }) => ({ version: stamp.version, hash: stamp.hash, document: policy }));
    const which = { kind: 'scoring' as const, policyId, version, hash: contentHash(document), document, shipped };
    const { why, on } = asked;
    switch (asked.ask) {
      case 'propose':
        return { type: 'ProposePolicyVersion', data: { ...which, why, on, proposedBy: by } };
      case 'publish': {
        const { validFrom } = asked;
        const authority = this.policies.authority.policy;
        return { type: 'PublishPolicyVersion', data: { ...which, why, on, validFrom, publishedBy: by, authority } };
      }
    }
  }
}
