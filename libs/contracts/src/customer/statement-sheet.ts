import { z } from 'zod';
import { statement } from '@app/credit-model/statement';
import { contradictionView } from './file-view';

const CELLS_MAX = 20;
const ROWS_MAX = 1_000;

/** POST /api/customers/{customerId}/statement-sheets, as JSON; a text with commas or tabs is taken as text/csv. */
export const statementSheet = z
  .strictObject({
    /** Rows of cells: the name of the line, this year's figure and, if known, last year's. */
    rows: z
      .array(z.array(z.string().max(200)).max(CELLS_MAX))
      .min(1)
      .max(ROWS_MAX),
  })
  .meta({ id: 'StatementSheet' });

export const sheetQuery = z.strictObject({
  /** Where the sheet does not say it. */
  year: z.coerce.number().int().min(1990).max(2199).optional(),
  unit: z.enum(['yuan', 'wan']).optional(),
  /** `true` puts it into the file; otherwise it is read and nothing is written. */
  record: z.enum(['true', 'false']).optional(),
});

export const sheetAnswer = z
  .strictObject({
    /** The year's own, and the year before where the sheet tells of it and the file has none of its own. */
    statements: z.array(statement),
    /** Of the file as it is with these statements. */
    contradictions: z.array(contradictionView),
    /** The years that are new in the file, or new as they are. */
    recorded: z.array(z.int()),
  })
  .meta({ id: 'StatementSheetAnswer' });
export type SheetAnswer = z.infer<typeof sheetAnswer>;
