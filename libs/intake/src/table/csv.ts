import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { Problem } from '@app/kernel/problem';
import { strictDecoder, type Encoding } from './encoding';
import { findHeader, HEADER_ROWS_MAX, type Wanted } from './header';
import { textCell, type Row } from './rows';

const LINE_BYTES_MAX = 100_000;
/** So much of a text is looked at for its header and its delimiter. */
export const SAMPLE_CHARACTERS = 65_536;
const DELIMITERS: readonly string[] = [',', ';', '\t', '|', '，'];

type Parsed = Readonly<{ record: readonly string[]; info: Info & Readonly<{ error?: CsvError }> }>;

const options = (delimiter: string) => ({
  bom: true,
  delimiter,
  info: true as const,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: LINE_BYTES_MAX,
});

const rowOf = ({ record, info }: Parsed): Row => ({ line: info.lines, cells: record.map(textCell) });

/** The first rows of a text; what its end cuts off, and a quote that is never closed, are left for the reading itself. */
const sampleRows = (sample: string, delimiter: string): Row[] => {
  try {
    const relaxed = { ...options(delimiter), relax_quotes: true, to: HEADER_ROWS_MAX + 1 };
    return (parseAtOnce(sample, relaxed) as unknown as readonly Parsed[]).map(rowOf);
  } catch {
    return [];
  }
};

/**
 * What stands between the columns: what the mapping declares, else whatever makes the header fit. Throws
 * `delimiter-differs` when a declared one leaves columns missing that another one would find.
 */
export const delimiterOf = <Field extends string>(
  sample: string,
  wanted: readonly Wanted<Field>[],
  declared: string | undefined,
  file: string,
): string => {
  const fits = (delimiter: string): boolean => {
    try {
      findHeader(sampleRows(sample, delimiter), wanted, file);
      return true;
    } catch (error) {
      if (error instanceof Problem) return error.code === 'column-twice';
      throw error;
    }
  };
  const tried = declared ?? ',';
  if (fits(tried)) return tried;
  const other = DELIMITERS.find((delimiter) => delimiter !== tried && fits(delimiter));
  if (other === undefined) return tried;
  if (declared === undefined) return other;
  const shown = (delimiter: string) => (delimiter === '\t' ? 'TAB' : delimiter);
  throw new Problem('delimiter-differs', { file, declared: shown(declared), found: shown(other) });
};

const explained = (error: unknown, file: string): unknown => {
  if (error instanceof Problem || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const line = 'lines' in error ? Number(error.lines) : 1;
  return error instanceof CsvError ? new Problem('file-not-csv', { file, line, what: code }) : error;
};

const decoding = (encoding: Encoding, file: string): Transform => {
  const decoder = strictDecoder(encoding, file);
  const decoded = (chunk: Uint8Array | undefined, done: TransformCallback): void => {
    try {
      done(null, decoder.decode(chunk));
    } catch (error) {
      done(error as Error);
    }
  };
  return new Transform({
    encoding: 'utf8',
    transform: (chunk: Uint8Array, _, done) => decoded(chunk, done),
    flush: (done) => decoded(undefined, done),
  });
};

/** Streams the rows of a CSV; blank lines are passed over. Ends the source whatever happens. */
export async function* csvRows(
  source: Readable,
  { file, encoding, delimiter }: Readonly<{ file: string; encoding: Encoding; delimiter: string }>,
): AsyncGenerator<Row> {
  const parser = parse(options(delimiter));
  const text = decoding(encoding, file);
  source.on('error', (error) => parser.destroy(error));
  text.on('error', (error) => parser.destroy(error));
  source.pipe(text).pipe(parser);
  try {
    for await (const parsed of parser as AsyncIterable<Parsed>) yield rowOf(parsed);
  } catch (error) {
    throw explained(error, file);
  } finally {
    source.destroy();
  }
}
