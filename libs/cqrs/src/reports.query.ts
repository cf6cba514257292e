import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { AgingReport } from '@app/contracts/aging';
import type { AgingDifference } from '@app/contracts/aging-difference';
import type { Desk } from '@app/contracts/desk';
import type { WorklistPage, worklistQuery } from '@app/contracts/follow-up';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import type { Sql } from '@app/postgres/connect';
import { aging, type AgingWish } from '@app/read-models/queries/aging';
import { agingDifference } from '@app/read-models/queries/aging-difference';
import type { AgingBasis } from '@app/read-models/queries/as-of-items';
import { desk } from '@app/read-models/queries/desk';
import type { Paged } from '@app/read-models/queries/reader';
import { worklist } from '@app/read-models/queries/worklist';
import type { Policies } from './policies';
import type { BusinessClock } from './business-clock';
import { knownAtWish } from './known-at-wish';
import { BUSINESS_CLOCK, POLICIES, SQL } from './tokens';

/** The four figures that matter, and the aging bars. */
export class LookAtDesk extends Query<Desk> {
  constructor(readonly on: BusinessDate) {
    super();
  }
}

@QueryHandler(LookAtDesk)
class DeskHandler implements IQueryHandler<LookAtDesk> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  execute({ on }: LookAtDesk) {
    const { check, aging: buckets } = this.policies;
    return desk(this.sql, { on, policy: buckets.policy, counting: check.policy });
  }
}

/** As it is asked: by the due date where nothing else is said, and with all that is known now. */
type AgingQuestion = Readonly<{ basis?: AgingBasis; knownAt?: string | undefined }>;

/** What was owed at the end of a business day; refuses to answer when it does not tie with the ledger. */
export class LookAtAging extends Query<AgingReport> {
  constructor(readonly wish: Omit<AgingWish, 'policy' | 'policyHash' | 'basis' | 'knownAt'> & AgingQuestion) {
    super();
  }
}

@QueryHandler(LookAtAging)
class AgingHandler implements IQueryHandler<LookAtAging> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  execute({ wish: { basis = 'due', knownAt, ...wish } }: LookAtAging) {
    const { policy, stamp } = this.policies.aging;
    const known = knownAtWish(knownAt, this.clock.now());
    return aging(this.sql, { ...wish, basis, knownAt: known, policy, policyHash: stamp.hash });
  }
}

/** Why two reports differ: every changed figure, with the events that account for it. */
export class LookAtAgingDifference extends Query<AgingDifference> {
  constructor(
    readonly wish: Paged & Readonly<{ customerId?: string | undefined; basis: AgingBasis }>,
    readonly from: Readonly<{ asOf: BusinessDate; knownAt?: string | undefined }>,
    readonly to: Readonly<{ asOf: BusinessDate; knownAt?: string | undefined }>,
  ) {
    super();
  }
}

@QueryHandler(LookAtAgingDifference)
class AgingDifferenceHandler implements IQueryHandler<LookAtAgingDifference> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  execute({ wish: { basis, ...wish }, from, to }: LookAtAgingDifference) {
    const { policy, stamp } = this.policies.aging;
    const reportOf = ({ asOf, knownAt }: LookAtAgingDifference['from']) => ({
      ...{ asOf, policy, policyHash: stamp.hash, basis },
      knownAt: knownAtWish(knownAt, this.clock.now()),
    });
    return agingDifference(this.sql, { ...wish, from: reportOf(from), to: reportOf(to) });
  }
}

/** The tasks that wait for somebody, the most urgent first. */
export class LookAtWorklist extends Query<WorklistPage> {
  constructor(
    readonly wish: z.infer<typeof worklistQuery>,
    readonly on: BusinessDate,
    readonly language: Language,
  ) {
    super();
  }
}

@QueryHandler(LookAtWorklist)
class WorklistHandler implements IQueryHandler<LookAtWorklist> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  execute({ wish, on, language }: LookAtWorklist) {
    return worklist(this.sql, { ...wish, on, language, ladder: this.policies.ladder.policy });
  }
}

export const reportQueryHandlers = [DeskHandler, AgingHandler, AgingDifferenceHandler, WorklistHandler];
