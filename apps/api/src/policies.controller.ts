import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import {
  policyVersionFile,
  policyVersionPage,
  policyVersionPath,
  policyVersionsQuery,
  proposePolicy,
  publishPolicy,
} from '@app/contracts/policy';
import type { BusinessClock } from '@app/cqrs/business-clock';
import type { Policies } from '@app/cqrs/policies';
import { AskScoringPolicy, type PolicyAsk } from '@app/cqrs/policy.command';
import { LookAtScoringPolicies, LookAtScoringPolicy } from '@app/cqrs/policy.query';
import { BUSINESS_CLOCK, POLICIES } from '@app/cqrs/tokens';
import type { ScoringPolicy } from '@app/credit-model/policy';
import { policyStamp } from '@app/kernel/policy-stamp';
import { Problem } from '@app/kernel/problem';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

const policyPath = z.strictObject({
  name: z.enum(['check', 'ladder', 'aging', 'authority', 'paymentTerms', 'exchangeRate', 'arrearsInterest']),
});
const policyReply = z.object({ stamp: policyStamp, policy: z.record(z.string(), z.unknown()) }).meta({ id: 'Policy' });
type Version = z.infer<typeof policyVersionPath>;

@Controller('api/policies')
export class PoliciesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  @Get('scoring')
  @FromTheLog()
  @Answers(policyVersionPage)
  scoringVersions(@Query({ schema: policyVersionsQuery }) query: z.infer<typeof policyVersionsQuery>) {
    return this.queries.execute(new LookAtScoringPolicies(query, this.clock.today()));
  }

  @Get('scoring/:policyId/:version')
  @FromTheLog()
  @Answers(policyVersionFile)
  scoringVersion(@Param({ schema: policyVersionPath }) path: Version) {
    return this.queries.execute(new LookAtScoringPolicy(path, this.clock.today()));
  }

  @Put('scoring/:policyId/:version/proposal')
  @Answers()
  propose(
    @Param({ schema: policyVersionPath }) path: Version,
    @Body({ schema: proposePolicy }) { document, why }: z.infer<typeof proposePolicy>,
    @Signed() caller: Caller,
  ) {
    return this.ask(path, document, caller, { ask: 'propose', why, on: this.clock.today() });
  }

  // A published version never changes: sending it twice publishes it once.
  @Put('scoring/:policyId/:version')
  @Answers()
  publish(
    @Param({ schema: policyVersionPath }) path: Version,
    @Body({ schema: publishPolicy }) { document, validFrom, why }: z.infer<typeof publishPolicy>,
    @Signed() caller: Caller,
  ) {
    return this.ask(path, document, caller, { ask: 'publish', why, validFrom, on: this.clock.today() });
  }

  @Get(':name')
  @FromTheLog()
  @Answers(policyReply)
  policy(@Param({ schema: policyPath }) { name }: z.infer<typeof policyPath>) {
    return this.policies[name];
  }

  private async ask(path: Version, document: ScoringPolicy, { metadata }: Caller, asked: PolicyAsk) {
    const { policyId, version } = path;
    if (document.id !== policyId || document.version !== version)
      throw new Problem('same-id-other-content', {
        id: `${policyId} ${version}`,
        before: `${policyId} ${version}`,
        now: `${document.id} ${document.version}`,
      });
    const outcome = await this.commands.execute(new AskScoringPolicy(document, asked, metadata));
    return acceptedAs('policy-scoring', outcome);
  }
}
