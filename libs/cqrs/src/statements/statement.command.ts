import { Inject } from '@nestjs/common';
import { Command, CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import type { StatementRecord } from '@app/contracts/statement-of-account';
import type { ConfirmStatement, ContestStatement, StatementCommand } from '@app/domain/statement/commands';
import { statement } from '@app/domain/statement/decider';
import { statementEvent } from '@app/domain/statement/events';
import type { Handler } from '@app/event-store/handle';
import type { Metadata } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import type { BusinessClock } from '../business-clock';
import { contentHash } from '../policies';
import { BUSINESS_CLOCK, HANDLER } from '../tokens';
import { StatementDesk } from './statement-desk';
import { HASHED_IN, ReadStatement, type StatementPeriod } from './statement.query';

/** Draws up the statement as it is known now, and notes that it went to the customer; again the same: the first one. */
export class IssueStatementOfAccount extends Command<StatementRecord> {
  constructor(
    readonly statementId: string,
    readonly period: StatementPeriod,
    readonly metadata: Metadata,
  ) {
    super();
  }
}

/** What the customer said to it. */
export class AnswerStatement extends Command<StatementRecord> {
  constructor(
    readonly command: ConfirmStatement | ContestStatement,
    readonly metadata: Metadata,
  ) {
    super();
  }
}

@CommandHandler(IssueStatementOfAccount)
class IssueHandler implements ICommandHandler<IssueStatementOfAccount> {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
    private readonly desk: StatementDesk,
    private readonly queries: QueryBus,
  ) {}

  async execute({ statementId, period, metadata }: IssueStatementOfAccount): Promise<StatementRecord> {
    const data = { statementId, ...(await this.drawn(statementId, period)), ...period };
    const command: StatementCommand = {
      type: 'IssueStatement',
      data: { ...data, issuedBy: metadata.by, on: this.clock.today() },
    };
    await this.handler.handle({ decider: statement, schema: statementEvent, id: statementId, command, metadata });
    return this.desk.recordOf(await this.desk.get(statementId));
  }

  /** What it says; that of the first one where it has been issued before. */
  private async drawn(statementId: string, period: StatementPeriod) {
    const known = (await this.desk.find(statementId))?.issued;
    if (known !== undefined) return known;
    const today = this.clock.today();
    // Of the days to come nobody knows yet what will happen on them.
    if (period.to > today) throw new Problem('date-order', { first: period.to, second: today });
    const drawn = await this.queries.execute(new ReadStatement(period, HASHED_IN));
    const { opening, closing, knownAt } = drawn;
    return { position: knownAt.position, opening, closing, sha256: contentHash(drawn) };
  }
}

@CommandHandler(AnswerStatement)
class AnswerHandler implements ICommandHandler<AnswerStatement> {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    private readonly desk: StatementDesk,
  ) {}

  async execute({ command, metadata }: AnswerStatement): Promise<StatementRecord> {
    const { statementId } = command.data;
    await this.handler.handle({ decider: statement, schema: statementEvent, id: statementId, command, metadata });
    return this.desk.recordOf(await this.desk.get(statementId));
  }
}

export const statementCommandHandlers = [IssueHandler, AnswerHandler];
