import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  acceptBankLine,
  acceptBankLines,
  acceptBounce,
  bankImportReply,
  bankLineAnswer,
  bankLineAnswers,
  bankLinePage,
  bankLinePath,
  bankLineReason,
  bankLinesQuery,
  bankLineView,
  bankStatementQuery,
  releaseBankLine,
} from '@app/contracts/bank-line';
import { BankAcceptances } from '@app/cqrs/bank/bank-acceptances';
import { AskBankLine } from '@app/cqrs/bank/bank-line.command';
import { LookAtBankLine, LookAtBankLines } from '@app/cqrs/bank/bank-line.query';
import { namedMapping, USUAL_MAPPING } from '@app/cqrs/bank/bank-mappings';
import { BankStatements } from '@app/cqrs/bank/bank-statements';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import type { BankLineCommand } from '@app/domain/bank-line/commands';
import { Problem } from '@app/kernel/problem';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';

type Path = z.infer<typeof bankLinePath>;

/** What comes in at the bank: statements as files, their lines, and whose money each is. */
@Controller('api')
export class BankLinesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly statements: BankStatements,
    private readonly acceptances: BankAcceptances,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  // The same file again adds nothing; a trial never does.
  @Post('bank-statements')
  @HttpCode(200)
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Answers(bankImportReply)
  async read(
    @Query({ schema: bankStatementQuery }) query: z.infer<typeof bankStatementQuery>,
    @Req() { body }: FastifyRequest<{ Body: unknown }>,
    @Signed() { metadata, language }: Caller,
  ) {
    const { mode, mapping = USUAL_MAPPING, account, name: file } = query;
    if (!Buffer.isBuffer(body)) throw new Problem('file-empty', { file });
    return this.statements.read({
      bytes: body,
      file,
      mode,
      mapping: namedMapping(mapping),
      account,
      language,
      metadata,
    });
  }

  @Get('bank-lines')
  @Answers(bankLinePage)
  list(@Query({ schema: bankLinesQuery }) query: z.infer<typeof bankLinesQuery>, @Signed() { language }: Caller) {
    return this.queries.execute(new LookAtBankLines(query, language));
  }

  @Get('bank-lines/:lineId')
  @Answers(bankLineView)
  show(@Param({ schema: bankLinePath }) { lineId }: Path, @Signed() { language }: Caller) {
    return this.queries.execute(new LookAtBankLine(lineId, language));
  }

  @Put('bank-lines/:lineId/acceptance')
  @Answers(bankLineAnswer)
  accept(
    @Param({ schema: bankLinePath }) { lineId }: Path,
    @Body({ schema: acceptBankLine }) body: z.infer<typeof acceptBankLine>,
    @Signed() { metadata, language }: Caller,
  ) {
    return this.acceptances.acceptAlone({ lineId, ...body }, { metadata, language });
  }

  // Each line is accepted once, however often the call is sent.
  @Post('bank-line-acceptances')
  @HttpCode(200)
  @Answers(bankLineAnswers)
  acceptSeveral(
    @Body({ schema: acceptBankLines }) { lines }: z.infer<typeof acceptBankLines>,
    @Signed() { metadata, language }: Caller,
  ) {
    return this.acceptances.accept(lines, { metadata, language });
  }

  @Put('bank-lines/:lineId/setting-aside')
  @Answers()
  setAside(
    @Param({ schema: bankLinePath }) { lineId }: Path,
    @Body({ schema: bankLineReason }) { reason }: z.infer<typeof bankLineReason>,
    @Signed() caller: Caller,
  ) {
    const data = { lineId, reason, setAsideBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'SetBankLineAside', data });
  }

  @Put('bank-lines/:lineId/return')
  @Answers()
  giveBack(
    @Param({ schema: bankLinePath }) { lineId }: Path,
    @Body({ schema: bankLineReason }) { reason }: z.infer<typeof bankLineReason>,
    @Signed() caller: Caller,
  ) {
    const data = { lineId, reason, returnedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'ReturnBankLine', data });
  }

  @Put('bank-lines/:lineId/release')
  @Answers()
  release(
    @Param({ schema: bankLinePath }) { lineId }: Path,
    @Body({ schema: releaseBankLine }) { paymentId, reason }: z.infer<typeof releaseBankLine>,
    @Signed() caller: Caller,
  ) {
    const data = { lineId, paymentId, reason, releasedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'ReleaseBankLine', data });
  }

  @Put('bank-lines/:lineId/bounce')
  @Answers()
  bounce(
    @Param({ schema: bankLinePath }) { lineId }: Path,
    @Body({ schema: acceptBounce }) body: z.infer<typeof acceptBounce>,
    @Signed() caller: Caller,
  ) {
    const data = { lineId, ...body, acceptedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'AcceptBounce', data });
  }

  private async ask({ metadata }: Caller, command: BankLineCommand) {
    const { lineId } = command.data;
    const outcome = await this.commands.execute(new AskBankLine(lineId, command, metadata));
    return acceptedAs(`bankLine-${lineId}`, outcome);
  }
}
