import { CsvError, parse } from 'csv-parse/sync';
import type { SheetRow } from '@app/credit-model/statement-sheet/read-rows';
import { Problem } from '@app/kernel/problem';

const ROWS_MAX = 1_000;
const LINE_BYTES_MAX = 10_000;

type Parsed = Readonly<{ record: string[]; info: Readonly<{ lines: number }> }>;

/** The rows of a text with commas, or with tabs as it comes out of a spreadsheet when it is copied. */
export const sheetRows = (text: string, file: string): SheetRow[] => {
  if (/[\u0000\uFFFD]/.test(text)) throw new Problem('file-not-csv', { file, line: 1, what: 'NOT_TEXT' });
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: text.includes('\t') ? '\t' : ',',
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LINE_BYTES_MAX,
    }) as unknown as readonly Parsed[];
    if (rows.length === 0) throw new Problem('file-empty', { file });
    if (rows.length > ROWS_MAX) throw new Problem('too-large', { file });
    return rows.map(({ record, info }) => ({ row: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines'] ?? 1);
    throw new Problem('file-not-csv', { file, line, what: error.code });
  }
};
