import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { BusinessDate } from '@app/kernel/business-date';
import { csvOf } from '@app/report/sheet/csv';
import type { Sheet } from '@app/report/sheet/sheet';
import { xlsxOf } from '@app/report/sheet/xlsx';
import { disposition } from './disposition';

const MEDIA_TYPE = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
} as const;
export type FileKind = keyof typeof MEDIA_TYPE;
export type SheetFileKind = 'xlsx' | 'csv';

/** Documents that a route answers with a file. */
export const AnswersFile = (kind: FileKind) =>
  ApiResponse({ status: 200, content: { [MEDIA_TYPE[kind]]: { schema: { type: 'string', format: 'binary' } } } });

export const fileAnswer = (bytes: Uint8Array, kind: FileKind, name: string): StreamableFile =>
  new StreamableFile(bytes, {
    type: MEDIA_TYPE[kind],
    length: bytes.length,
    disposition: disposition(`${name}.${kind}`),
  });

/** As the sheets are read, so they are sent; a CSV file has the first of them. */
export const sheetAnswer = (
  sheets: readonly [Sheet, ...Sheet[]],
  kind: SheetFileKind,
  { name, on }: Readonly<{ name: string; on: BusinessDate }>,
): StreamableFile => {
  const stream = kind === 'xlsx' ? xlsxOf(sheets, on) : Readable.from(csvOf(sheets[0]), { objectMode: false });
  return new StreamableFile(stream, { type: MEDIA_TYPE[kind], disposition: disposition(`${name}.${kind}`) });
};
