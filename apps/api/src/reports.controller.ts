import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { agingQuery, agingReport } from '@app/contracts/aging';
import { agingDifference, agingDifferenceQuery } from '@app/contracts/aging-difference';
import { calibrationQuery, calibrationReport } from '@app/contracts/calibration';
import { desk } from '@app/contracts/desk';
import { recordOutcome, stepPath, tick, tickReply, worklistPage, worklistQuery } from '@app/contracts/follow-up';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { AskFollowUp } from '@app/cqrs/follow-up.command';
import { LookAtCalibration } from '@app/cqrs/policy.query';
import { LookAtAging, LookAtAgingDifference, LookAtDesk, LookAtWorklist } from '@app/cqrs/reports.query';
import { Tick } from '@app/cqrs/tick.command';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import { followUpId } from '@app/kernel/identity';
import { Problem } from '@app/kernel/problem';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';

@Controller('api')
export class ReportsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Get('desk')
  @Answers(desk)
  desk() {
    return this.queries.execute(new LookAtDesk(this.clock.today()));
  }

  @Get('aging')
  @Answers(agingReport)
  aging(@Query({ schema: agingQuery }) query: z.infer<typeof agingQuery>) {
    return this.queries.execute(new LookAtAging({ ...query, asOf: query.asOf ?? this.clock.today() }));
  }

  @Get('aging/difference')
  @Answers(agingDifference)
  agingDifference(@Query({ schema: agingDifferenceQuery }) query: z.infer<typeof agingDifferenceQuery>) {
    const { asOf, knownAt, toAsOf, toKnownAt, ...wish } = query;
    const today = this.clock.today();
    const from = { asOf: asOf ?? today, knownAt };
    return this.queries.execute(
      new LookAtAgingDifference(wish, from, { asOf: toAsOf ?? asOf ?? today, knownAt: toKnownAt }),
    );
  }

  @Get('reports/calibration')
  @Answers(calibrationReport)
  calibration(@Query({ schema: calibrationQuery }) { by, asOf }: z.infer<typeof calibrationQuery>) {
    const today = this.clock.today();
    // Of the days to come nobody knows yet who was late.
    if (asOf !== undefined && asOf > today) throw new Problem('date-order', { first: asOf, second: today });
    return this.queries.execute(new LookAtCalibration({ by, asOf: asOf ?? today }));
  }

  @Get('follow-up/worklist')
  @Answers(worklistPage)
  worklist(@Query({ schema: worklistQuery }) query: z.infer<typeof worklistQuery>, @Signed() { language }: Caller) {
    return this.queries.execute(new LookAtWorklist(query, this.clock.today(), language));
  }

  // Each step is done once, however often this is asked. No day can be asked for before it has come.
  @Post('follow-up/tick')
  @HttpCode(200)
  @Answers(tickReply)
  tick(@Body({ schema: tick }) body: z.infer<typeof tick>) {
    const today = this.clock.today();
    const until = body.until ?? today;
    if (until > today) throw new Problem('date-order', { first: until, second: today });
    return this.commands.execute(new Tick(until));
  }

  @Put('follow-up/:customerId/:receivableId/steps/:step/:nth/outcome')
  @Answers()
  async recordOutcome(
    @Param({ schema: stepPath }) path: z.infer<typeof stepPath>,
    @Body({ schema: recordOutcome }) body: z.infer<typeof recordOutcome>,
    @Signed() { by, metadata }: Caller,
  ) {
    const id = followUpId(path.customerId, path.receivableId);
    const data = { ...path, ...body, by, on: this.clock.today() };
    const outcome = await this.commands.execute(new AskFollowUp(id, { type: 'RecordStepOutcome', data }, metadata));
    return acceptedAs(`followUp-${id}`, outcome);
  }
}
