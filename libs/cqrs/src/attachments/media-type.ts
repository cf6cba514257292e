import type { MediaType } from '@app/credit-model/customer-file/file-facts';

const startsWith =
  (...bytes: number[]) =>
  (head: Buffer): boolean =>
    bytes.every((byte, at) => head[at] === byte);

/** What the first bytes of a file say that it is; a name says nothing. */
const magic: readonly (readonly [MediaType, (head: Buffer) => boolean])[] = [
  ['application/pdf', startsWith(0x25, 0x50, 0x44, 0x46, 0x2d)],
  ['image/jpeg', startsWith(0xff, 0xd8, 0xff)],
  ['image/png', startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['image/webp', (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP'],
  ['image/tiff', (head) => startsWith(0x49, 0x49, 0x2a, 0x00)(head) || startsWith(0x4d, 0x4d, 0x00, 0x2a)(head)],
];

const isZip = startsWith(0x50, 0x4b, 0x03, 0x04);
/** The part that makes a zip a workbook, or a document; the name of each part stands in the zip as plain text. */
const parts: readonly (readonly [MediaType, string])[] = [
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xl/workbook.xml'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'word/document.xml'],
];
const PART_NAME_MAX = 32;

/** Finds out what a file is while its bytes pass by. */
export class MediaTypeWatch {
  private found: MediaType | undefined;
  private isZip = false;
  private isFirst = true;
  private tail = Buffer.alloc(0);

  /** False as soon as it is certain that this is no file that is kept. The first bytes come together. */
  pass(bytes: Buffer): boolean {
    if (this.isFirst) {
      this.isFirst = false;
      this.isZip = isZip(bytes);
      this.found = magic.find(([, fits]) => fits(bytes))?.[0];
    }
    if (this.isZip && this.found === undefined) {
      const text = Buffer.concat([this.tail, bytes]);
      this.found = parts.find(([, name]) => text.includes(name))?.[0];
      this.tail = text.subarray(-PART_NAME_MAX);
    }
    return this.isZip || this.found !== undefined;
  }

  /** After the last byte. */
  result(): MediaType | undefined {
    return this.found;
  }
}
