import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { applicationPath } from '@app/contracts/credit-application';
import { whatIfAnswer, whatIfQuestion } from '@app/contracts/what-if';
import { AskWhatIf } from '@app/cqrs/what-if.query';
import { Answers } from './answered';
import { FromTheLog } from './read-your-writes';

@Controller('api/applications/:applicationId/what-if')
export class WhatIfController {
  constructor(private readonly queries: QueryBus) {}

  // A question, though too long for an address: it is posted, and nothing is recorded.
  @Post()
  @HttpCode(200)
  @FromTheLog()
  @Answers(whatIfAnswer)
  ask(
    @Param({ schema: applicationPath }) { applicationId }: z.infer<typeof applicationPath>,
    @Body({ schema: whatIfQuestion }) { changes }: z.infer<typeof whatIfQuestion>,
  ) {
    return this.queries.execute(new AskWhatIf(applicationId, changes));
  }
}
