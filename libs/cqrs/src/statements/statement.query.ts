import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { StatementOfAccount, StatementPage, StatementRecord } from '@app/contracts/statement-of-account';
import { daysBetween, type BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';
import type { Sql } from '@app/postgres/connect';
import { accountStatement } from '@app/read-models/queries/account-statement';
import { statements, type StatementsWish } from '@app/read-models/queries/statements';
import type { BusinessClock } from '../business-clock';
import { knownAtWish } from '../known-at-wish';
import { contentHash, type Policies } from '../policies';
import { BUSINESS_CLOCK, POLICIES, SQL } from '../tokens';
import { StatementDesk } from './statement-desk';

/** By which language the hash of a statement is taken, whatever language it is read in. */
export const HASHED_IN: Language = 'zh';
/** Ten years are one statement at most. */
const PERIOD_DAYS_MAX = 3_660;

export type StatementPeriod = Readonly<{ customerId: string; from: BusinessDate; to: BusinessDate }>;

/** The statement of account of a period, as known now or at a time. */
export class ReadStatement extends Query<StatementOfAccount> {
  constructor(
    readonly wish: StatementPeriod & Readonly<{ knownAt?: string | undefined }>,
    readonly language: Language,
  ) {
    super();
  }
}

@QueryHandler(ReadStatement)
class StatementHandler implements IQueryHandler<ReadStatement> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  async execute({ wish, language }: ReadStatement): Promise<StatementOfAccount> {
    const { from, to } = wish;
    if (to < from) throw new Problem('date-order', { first: from, second: to });
    if (daysBetween(from, to) >= PERIOD_DAYS_MAX) throw new Problem('period-too-long', { max: PERIOD_DAYS_MAX });
    const known = knownAtWish(wish.knownAt, this.clock.now());
    return accountStatement(this.sql, { ...wish, knownAt: known, language });
  }
}

/** One that was issued, as it went to the customer; throws `statement-differs` should it come out otherwise. */
export class ReprintStatement extends Query<StatementOfAccount> {
  constructor(
    readonly statementId: string,
    readonly language: Language,
  ) {
    super();
  }
}

@QueryHandler(ReprintStatement)
class ReprintHandler implements IQueryHandler<ReprintStatement> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    private readonly desk: StatementDesk,
  ) {}

  async execute({ statementId, language }: ReprintStatement): Promise<StatementOfAccount> {
    const { customerId, from, to, position, sha256 } = (await this.desk.get(statementId)).issued;
    const wish = { customerId, from, to, knownAt: { position } };
    const again = await accountStatement(this.sql, { ...wish, language: HASHED_IN });
    const found = contentHash(again);
    if (found !== sha256) throw new Problem('statement-differs', { statement: statementId, recorded: sha256, found });
    return language === HASHED_IN ? again : accountStatement(this.sql, { ...wish, language });
  }
}

/** What became of one that was issued; throws `unknown-statement`. */
export class LookAtStatement extends Query<StatementRecord> {
  constructor(readonly statementId: string) {
    super();
  }
}

@QueryHandler(LookAtStatement)
class StatementRecordHandler implements IQueryHandler<LookAtStatement> {
  constructor(private readonly desk: StatementDesk) {}

  async execute({ statementId }: LookAtStatement): Promise<StatementRecord> {
    return this.desk.recordOf(await this.desk.get(statementId));
  }
}

export class LookAtStatements extends Query<StatementPage> {
  constructor(readonly wish: Omit<StatementsWish, 'today' | 'policy'>) {
    super();
  }
}

@QueryHandler(LookAtStatements)
class StatementsHandler implements IQueryHandler<LookAtStatements> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  execute({ wish }: LookAtStatements) {
    return statements(this.sql, { ...wish, today: this.clock.today(), policy: this.policies.statement.policy });
  }
}

export const statementQueryHandlers = [StatementHandler, ReprintHandler, StatementRecordHandler, StatementsHandler];
