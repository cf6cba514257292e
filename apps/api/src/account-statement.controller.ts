import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { customerPath } from '@app/contracts/customer';
import { statementOfAccount, statementQuery, type StatementOfAccount } from '@app/contracts/statement-of-account';
import { Printer } from '@app/cqrs/investigation-report.query';
import { ReadStatement } from '@app/cqrs/statements/statement.query';
import { movementSheet, statementSheets } from '@app/report/sheet/statement-sheets';
import { statementText } from '@app/report/statement/statement-text';
import { statementName } from '@app/report/statement/statement-words';
import { Answers } from './answered';
import { Signed, type Caller } from './caller';
import { AnswersFile, fileAnswer, sheetAnswer } from './file-answer';

type Path = z.infer<typeof customerPath>;
type Wish = z.infer<typeof statementQuery>;

/** The statement of account 对账单 of any period, as known now or at a time: as data, and as files. */
@Controller('api/customers/:customerId')
export class AccountStatementController {
  constructor(
    private readonly queries: QueryBus,
    private readonly printer: Printer,
  ) {}

  @Get('statement')
  @Answers(statementOfAccount)
  statement(
    @Param({ schema: customerPath }) path: Path,
    @Query({ schema: statementQuery }) wish: Wish,
    @Signed() caller: Caller,
  ) {
    return this.read(path, wish, caller);
  }

  @Get('statement.pdf')
  @AnswersFile('pdf')
  async pdf(
    @Param({ schema: customerPath }) path: Path,
    @Query({ schema: statementQuery }) wish: Wish,
    @Signed() caller: Caller,
  ) {
    const language = wish.lang ?? caller.language;
    const statement = await this.read(path, wish, caller);
    return fileAnswer(
      await this.printer.printStatement(statement, language),
      'pdf',
      statementName(statement, language),
    );
  }

  @Get('statement.xlsx')
  @AnswersFile('xlsx')
  async xlsx(
    @Param({ schema: customerPath }) path: Path,
    @Query({ schema: statementQuery }) wish: Wish,
    @Signed() caller: Caller,
  ) {
    const language = wish.lang ?? caller.language;
    const statement = await this.read(path, wish, caller);
    const file = { name: statementName(statement, language), on: statement.to };
    return sheetAnswer(statementSheets(statement, language), 'xlsx', file);
  }

  @Get('statement.csv')
  @AnswersFile('csv')
  async csv(
    @Param({ schema: customerPath }) path: Path,
    @Query({ schema: statementQuery }) wish: Wish,
    @Signed() caller: Caller,
  ) {
    const language = wish.lang ?? caller.language;
    const statement = await this.read(path, wish, caller);
    const file = { name: statementName(statement, language), on: statement.to };
    return sheetAnswer([movementSheet(statement, language)], 'csv', file);
  }

  @Get('statement.txt')
  @AnswersFile('txt')
  async text(
    @Param({ schema: customerPath }) path: Path,
    @Query({ schema: statementQuery }) wish: Wish,
    @Signed() caller: Caller,
  ) {
    const language = wish.lang ?? caller.language;
    const statement = await this.read(path, wish, caller);
    const bytes = Buffer.from(statementText(statement, language), 'utf8');
    return fileAnswer(bytes, 'txt', statementName(statement, language));
  }

  private read({ customerId }: Path, { lang, ...wish }: Wish, caller: Caller): Promise<StatementOfAccount> {
    return this.queries.execute(new ReadStatement({ customerId, ...wish }, lang ?? caller.language));
  }
}
