import { Body, Controller, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { customerPath } from '@app/contracts/customer';
import { sheetAnswer, sheetQuery, statementSheet } from '@app/contracts/customer/statement-sheet';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { CustomerSheets } from '@app/cqrs/customer-sheets';
import { sheetRows } from '@app/cqrs/statement-sheet';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import { Answers } from './answered';
import { Signed, type Caller } from './caller';

/** A text as it was pasted, or rows of cells. */
const sheetBody = z.union([z.string(), statementSheet]);

/** Statements as they come out of a spreadsheet: lines by the names they are printed under, in Chinese or English. */
@Controller('api/customers/:customerId/statement-sheets')
export class StatementSheetsController {
  constructor(
    private readonly sheets: CustomerSheets,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Post()
  @HttpCode(200)
  @Answers(sheetAnswer)
  read(
    @Param({ schema: customerPath }) { customerId }: z.infer<typeof customerPath>,
    @Query({ schema: sheetQuery }) { year, unit, record }: z.infer<typeof sheetQuery>,
    @Body({ schema: sheetBody }) body: z.infer<typeof sheetBody>,
    @Signed() { metadata }: Caller,
  ) {
    const rows =
      typeof body === 'string' ? sheetRows(body, 'body') : body.rows.map((cells, index) => ({ row: index + 1, cells }));
    const asked = { customerId, rows, wish: { year, unit }, record: record === 'true', on: this.clock.today() };
    return this.sheets.read({ ...asked, metadata });
  }
}
