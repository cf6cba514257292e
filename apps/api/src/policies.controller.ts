import { Controller, Get, Inject, Param } from '@nestjs/common';
import { z } from 'zod';
import { policyStamp } from '@app/kernel/policy-stamp';
import type { Policies } from '@app/cqrs/policies';
import { POLICIES } from '@app/cqrs/tokens';
import { Answers } from './answered';
import { FromTheLog } from './read-your-writes';

const policyPath = z.strictObject({ name: z.enum(['scoring', 'check', 'ladder', 'aging', 'authority']) });
const policyReply = z.object({ stamp: policyStamp, policy: z.record(z.string(), z.unknown()) }).meta({ id: 'Policy' });

@Controller('api/policies')
export class PoliciesController {
  constructor(@Inject(POLICIES) private readonly policies: Policies) {}

  @Get(':name')
  @FromTheLog()
  @Answers(policyReply)
  policy(@Param({ schema: policyPath }) { name }: z.infer<typeof policyPath>) {
    return this.policies[name];
  }
}
