import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { AgingItemPage, MovementPage } from '@app/contracts/aging-items';
import type { Sql } from '@app/postgres/connect';
import {
  agingItems,
  receivableMovements,
  type AgingItemsWish,
  type MovementsWish,
} from '@app/read-models/queries/aging-items';
import type { BusinessClock } from './business-clock';
import { knownAtWish } from './known-at-wish';
import type { Policies } from './policies';
import { BUSINESS_CLOCK, POLICIES, SQL } from './tokens';

type Known = Readonly<{ knownAt?: string | undefined }>;

/** The documents behind a figure of an aging report. */
export class LookAtAgingItems extends Query<AgingItemPage> {
  constructor(readonly wish: Omit<AgingItemsWish, 'policy' | 'knownAt'> & Known) {
    super();
  }
}

@QueryHandler(LookAtAgingItems)
class AgingItemsHandler implements IQueryHandler<LookAtAgingItems> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  execute({ wish: { knownAt, ...wish } }: LookAtAgingItems) {
    const known = knownAtWish(knownAt, this.clock.now());
    return agingItems(this.sql, { ...wish, knownAt: known, policy: this.policies.aging.policy });
  }
}

/** The events behind a document. */
export class LookAtMovements extends Query<MovementPage> {
  constructor(readonly wish: Omit<MovementsWish, 'knownAt'> & Known) {
    super();
  }
}

@QueryHandler(LookAtMovements)
class MovementsHandler implements IQueryHandler<LookAtMovements> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  execute({ wish: { knownAt, ...wish } }: LookAtMovements) {
    return receivableMovements(this.sql, { ...wish, knownAt: knownAtWish(knownAt, this.clock.now()) });
  }
}

export const agingItemQueryHandlers = [AgingItemsHandler, MovementsHandler];
