import { inflateRawSync } from 'node:zlib';
import { Problem } from '@app/kernel/problem';

/** A workbook unpacks to so much at most; a hundred thousand rows of ten columns are half of it. */
export const UNPACKED_BYTES_MAX = 128 * 1024 * 1024;
const ENTRIES_MAX = 2_000;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const COMMENT_BYTES_MAX = 65_535;
const STORED = 0;
const DEFLATED = 8;

const endOfDirectory = (bytes: Buffer): number => {
  const from = Math.max(0, bytes.length - 22 - COMMENT_BYTES_MAX);
  for (let at = bytes.length - 22; at >= from; at--) if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  return -1;
};

type Entry = Readonly<{ name: string; method: number; packed: Buffer }>;

const entriesIn = (bytes: Buffer): Entry[] => {
  const end = endOfDirectory(bytes);
  if (end < 0) throw new RangeError('no directory');
  const count = bytes.readUInt16LE(end + 10);
  if (count > ENTRIES_MAX) throw new RangeError('too many entries');
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new RangeError('no entry');
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const names = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + names);
    at += 46 + names + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (bytes.readUInt32LE(local) !== LOCAL_ENTRY) throw new RangeError('no local entry');
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    return { name, method, packed: bytes.subarray(begin, begin + size) };
  });
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/**
 * Unpacks every entry once, up to the bound: what an archive says of its own sizes may be a lie. Throws `workbook-too-large`, or
 * `workbook-damaged` for what is no archive, is locked, or brings a document type along.
 */
export const requireBounded = (bytes: Buffer, file: string): void => {
  let left = UNPACKED_BYTES_MAX;
  const damaged = (what: string) => new Problem('workbook-damaged', { file, what });
  try {
    for (const { name, method, packed } of entriesIn(bytes)) {
      if (method !== STORED && method !== DEFLATED) throw damaged(name);
      const unpacked = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
      left -= unpacked.length;
      if (left <= 0) throw new Problem('workbook-too-large', { file, max: UNPACKED_BYTES_MAX / 1_048_576 });
      if (/\.(xml|rels)$/i.test(name) && unpacked.subarray(0, 4_096).includes('<!DOCTYPE')) throw damaged(name);
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE')
      throw new Problem('workbook-too-large', { file, max: UNPACKED_BYTES_MAX / 1_048_576 });
    throw damaged(codeOf(error) || String(error));
  }
};
