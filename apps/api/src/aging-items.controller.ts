import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import {
  agingItemPage,
  agingItemsQuery,
  movementPage,
  movementsPath,
  movementsQuery,
} from '@app/contracts/aging-items';
import { LookAtAgingItems, LookAtMovements } from '@app/cqrs/aging-items.query';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import { Answers } from './answered';

/** From a figure to its documents, and from a document to its events. */
@Controller('api')
export class AgingItemsController {
  constructor(
    private readonly queries: QueryBus,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Get('aging/items')
  @Answers(agingItemPage)
  items(@Query({ schema: agingItemsQuery }) query: z.infer<typeof agingItemsQuery>) {
    return this.queries.execute(new LookAtAgingItems({ ...query, asOf: query.asOf ?? this.clock.today() }));
  }

  @Get('customers/:customerId/receivables/:receivableId/movements')
  @Answers(movementPage)
  movements(
    @Param({ schema: movementsPath }) which: z.infer<typeof movementsPath>,
    @Query({ schema: movementsQuery }) query: z.infer<typeof movementsQuery>,
  ) {
    return this.queries.execute(new LookAtMovements({ ...which, ...query }));
  }
}
