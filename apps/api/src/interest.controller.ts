import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { customerPath } from '@app/contracts/customer';
import { chargeInterest, interestCharge, interestDueView, interestPath, interestQuery } from '@app/contracts/interest';
import { InterestDesk } from '@app/cqrs/interest-desk';
import { Answers } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

/** Interest on arrears: what is due, and charging it. */
@Controller('api/customers/:customerId/interest')
export class InterestController {
  constructor(private readonly desk: InterestDesk) {}

  @Get()
  @FromTheLog()
  @Answers(interestDueView)
  due(
    @Param({ schema: customerPath }) { customerId }: z.infer<typeof customerPath>,
    @Query({ schema: interestQuery }) wish: z.infer<typeof interestQuery>,
  ) {
    return this.desk.due(customerId, wish);
  }

  @Put(':interestId')
  @Answers(interestCharge)
  charge(
    @Param({ schema: interestPath }) path: z.infer<typeof interestPath>,
    @Body({ schema: chargeInterest }) body: z.infer<typeof chargeInterest>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.charge(path, body, metadata);
  }
}
