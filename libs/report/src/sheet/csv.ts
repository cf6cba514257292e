import { counted, type ColumnKind, type Sheet } from './sheet';

/** With it Excel reads the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';
/** So much is put together before it is handed on. */
const CHUNK_MAX = 65_536;

/** A spreadsheet takes these for the beginning of a formula, also behind white space; full-width ones as well. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A text that would be a formula is one no more behind an apostrophe; figures and days are what they are. */
export const csvCell = (text: string, kind: ColumnKind): string =>
  quoted(kind === 'text' && FORMULA.test(text) ? `'${text}` : text);

const line = (cells: readonly string[]): string => cells.join(',') + LINE_END;

/** A sheet as CSV for Excel, in pieces. */
export const csvOf = async function* ({ columns, rows }: Sheet): AsyncGenerator<string> {
  let chunk = BYTE_ORDER_MARK + line(columns.map(({ header }) => csvCell(header, 'text')));
  for await (const row of counted(rows)) {
    chunk += line(columns.map(({ kind }, column) => csvCell(row[column] ?? '', kind)));
    if (chunk.length >= CHUNK_MAX) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
};
