import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { closePeriod, periodPage, periodPath, periodQuery, reopenPeriod } from '@app/contracts/periods';
import { PeriodDesk } from '@app/cqrs/period-desk';
import { Answers } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

/** Months of the ledger, closed and opened again. */
@Controller('api/periods')
export class PeriodsController {
  constructor(private readonly desk: PeriodDesk) {}

  @Get()
  @FromTheLog()
  @Answers(periodPage)
  list(@Query({ schema: periodQuery }) wish: z.infer<typeof periodQuery>) {
    return this.desk.list(wish);
  }

  @Put(':month/closure')
  @Answers(periodPage)
  close(
    @Param({ schema: periodPath }) path: z.infer<typeof periodPath>,
    @Body({ schema: closePeriod }) _: z.infer<typeof closePeriod>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.close(path, metadata);
  }

  @Put(':month/reopening')
  @Answers(periodPage)
  reopen(
    @Param({ schema: periodPath }) path: z.infer<typeof periodPath>,
    @Body({ schema: reopenPeriod }) body: z.infer<typeof reopenPeriod>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.reopen(path, body, metadata);
  }
}
