import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { currencyPath, ratePage, ratePath, rateQuery, rateView, setRate } from '@app/contracts/rates';
import { RateDesk } from '@app/cqrs/rate-desk';
import { Answers } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

/** The book of exchange rates. */
@Controller('api/rates')
export class RatesController {
  constructor(private readonly desk: RateDesk) {}

  @Get(':currency')
  @FromTheLog()
  @Answers(ratePage)
  list(
    @Param({ schema: currencyPath }) path: z.infer<typeof currencyPath>,
    @Query({ schema: rateQuery }) wish: z.infer<typeof rateQuery>,
  ) {
    return this.desk.list(path, wish);
  }

  @Get(':currency/:day')
  @FromTheLog()
  @Answers(rateView)
  on(@Param({ schema: ratePath }) path: z.infer<typeof ratePath>) {
    return this.desk.on(path);
  }

  @Put(':currency/:day')
  @Answers(rateView)
  set(
    @Param({ schema: ratePath }) path: z.infer<typeof ratePath>,
    @Body({ schema: setRate }) body: z.infer<typeof setRate>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.set(path, body, metadata);
  }
}
