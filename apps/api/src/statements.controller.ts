import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import {
  confirmStatement,
  contestStatement,
  issueStatement,
  statementListQuery,
  statementPage,
  statementPaperQuery,
  statementPath,
  statementRecord,
} from '@app/contracts/statement-of-account';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { Printer } from '@app/cqrs/investigation-report.query';
import { AnswerStatement, IssueStatementOfAccount } from '@app/cqrs/statements/statement.command';
import { LookAtStatement, LookAtStatements, ReprintStatement } from '@app/cqrs/statements/statement.query';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import { statementSheets } from '@app/report/sheet/statement-sheets';
import { statementName } from '@app/report/statement/statement-words';
import { Answers } from './answered';
import { Signed, type Caller } from './caller';
import { AnswersFile, fileAnswer, sheetAnswer } from './file-answer';
import { FromTheLog } from './read-your-writes';

type Path = z.infer<typeof statementPath>;
type Wish = z.infer<typeof statementPaperQuery>;

/** Statements of account that went to customers 对账单, and what they said to them. */
@Controller('api/statements')
export class StatementsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly printer: Printer,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Get()
  @Answers(statementPage)
  list(@Query({ schema: statementListQuery }) query: z.infer<typeof statementListQuery>) {
    return this.queries.execute(new LookAtStatements(query));
  }

  @Get(':statementId')
  @FromTheLog()
  @Answers(statementRecord)
  show(@Param({ schema: statementPath }) { statementId }: Path) {
    return this.queries.execute(new LookAtStatement(statementId));
  }

  @Put(':statementId')
  @Answers(statementRecord)
  issue(
    @Param({ schema: statementPath }) { statementId }: Path,
    @Body({ schema: issueStatement }) period: z.infer<typeof issueStatement>,
    @Signed() { metadata }: Caller,
  ) {
    return this.commands.execute(new IssueStatementOfAccount(statementId, period, metadata));
  }

  @Put(':statementId/confirmation')
  @Answers(statementRecord)
  confirm(
    @Param({ schema: statementPath }) { statementId }: Path,
    @Body({ schema: confirmStatement }) { on, ...said }: z.infer<typeof confirmStatement>,
    @Signed() { by, metadata }: Caller,
  ) {
    const data = { statementId, ...said, recordedBy: by, on: on ?? this.clock.today() };
    return this.commands.execute(new AnswerStatement({ type: 'ConfirmStatement', data }, metadata));
  }

  @Put(':statementId/contest')
  @Answers(statementRecord)
  contest(
    @Param({ schema: statementPath }) { statementId }: Path,
    @Body({ schema: contestStatement }) { on, ...said }: z.infer<typeof contestStatement>,
    @Signed() { by, metadata }: Caller,
  ) {
    const data = { statementId, ...said, recordedBy: by, on: on ?? this.clock.today() };
    return this.commands.execute(new AnswerStatement({ type: 'ContestStatement', data }, metadata));
  }

  @Get(':statementId/document.pdf')
  @AnswersFile('pdf')
  async pdf(
    @Param({ schema: statementPath }) { statementId }: Path,
    @Query({ schema: statementPaperQuery }) { lang }: Wish,
    @Signed() caller: Caller,
  ) {
    const language = lang ?? caller.language;
    const statement = await this.queries.execute(new ReprintStatement(statementId, language));
    const bytes = await this.printer.printStatement(statement, language);
    return fileAnswer(bytes, 'pdf', statementName(statement, language));
  }

  @Get(':statementId/document.xlsx')
  @AnswersFile('xlsx')
  async xlsx(
    @Param({ schema: statementPath }) { statementId }: Path,
    @Query({ schema: statementPaperQuery }) { lang }: Wish,
    @Signed() caller: Caller,
  ) {
    const language = lang ?? caller.language;
    const statement = await this.queries.execute(new ReprintStatement(statementId, language));
    return sheetAnswer(statementSheets(statement, language), 'xlsx', {
      name: statementName(statement, language),
      on: statement.to,
    });
  }
}
