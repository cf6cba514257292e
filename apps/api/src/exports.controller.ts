import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  agingExportQuery,
  forecastExportQuery,
  ledgerExportQuery,
  receivablesExportQuery,
} from '@app/contracts/exports';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { Exports, type Exported } from '@app/cqrs/figures/exports';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import { Signed, type Caller } from './caller';
import { AnswersFile, sheetAnswer, type SheetFileKind } from './file-answer';

const filePath = z.strictObject({ kind: z.enum(['xlsx', 'csv']) });
type Path = z.infer<typeof filePath>;
type Wish = Readonly<{ asOf?: BusinessDate | undefined; lang?: Language | undefined }>;

/** Lists for a spreadsheet: real numbers and days, in no cell a formula, of any length. */
@Controller('api/exports')
export class ExportsController {
  constructor(
    private readonly exports: Exports,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Get('aging.:kind')
  @AnswersFile('xlsx')
  async aging(
    @Param({ schema: filePath }) { kind }: Path,
    @Query({ schema: agingExportQuery }) query: z.infer<typeof agingExportQuery>,
    @Signed() caller: Caller,
  ) {
    return this.file(await this.exports.aging(this.dated(query, caller)), kind);
  }

  @Get('receivables.:kind')
  @AnswersFile('xlsx')
  async receivables(
    @Param({ schema: filePath }) { kind }: Path,
    @Query({ schema: receivablesExportQuery }) query: z.infer<typeof receivablesExportQuery>,
    @Signed() caller: Caller,
  ) {
    return this.file(await this.exports.receivables(this.dated(query, caller)), kind);
  }

  @Get('forecast.:kind')
  @AnswersFile('xlsx')
  async forecast(
    @Param({ schema: filePath }) { kind }: Path,
    @Query({ schema: forecastExportQuery }) query: z.infer<typeof forecastExportQuery>,
    @Signed() caller: Caller,
  ) {
    return this.file(await this.exports.forecast(this.dated(query, caller)), kind);
  }

  @Get('ledger.:kind')
  @AnswersFile('xlsx')
  async ledger(
    @Param({ schema: filePath }) { kind }: Path,
    @Query({ schema: ledgerExportQuery }) query: z.infer<typeof ledgerExportQuery>,
    @Signed() caller: Caller,
  ) {
    return this.file(await this.exports.ledger({ ...query, language: query.lang ?? caller.language }), kind);
  }

  private dated<Query extends Wish>(query: Query, { language }: Caller) {
    return { ...query, asOf: query.asOf ?? this.clock.today(), language: query.lang ?? language };
  }

  private file({ sheet, name, on }: Exported, kind: SheetFileKind) {
    return sheetAnswer([sheet], kind, { name, on });
  }
}
