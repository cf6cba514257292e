import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Problem } from '@app/kernel/problem';
import { unreadable } from '../file-fault';

const LINE_BYTES_MAX = 4 * 1024 * 1024;
const LINE_FEED = 0x0a;

/** A line without its end; `isWhole`: the end was there, so nothing of it is missing. `after`: bytes up to its end. */
export type FileLine = Readonly<{ text: string; number: number; after: number; isWhole: boolean }>;

const reading = (file: string): Readable => (file === '-' ? process.stdin : createReadStream(file));

/** The lines of a file (`-`: of standard input), one piece of it in memory at a time. */
export async function* linesOf(file: string): AsyncGenerator<FileLine, void> {
  let rest: Buffer = Buffer.alloc(0);
  let [number, after] = [0, 0];
  const line = (bytes: Buffer, isWhole: boolean): FileLine => {
    number += 1;
    after += bytes.length + (isWhole ? 1 : 0);
    return { text: bytes.toString('utf8'), number, after, isWhole };
  };
  try {
    for await (const chunk of reading(file) as AsyncIterable<Buffer>) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
        yield line(bytes.subarray(start, end), true);
        start = end + 1;
      }
      rest = bytes.subarray(start);
      if (rest.length > LINE_BYTES_MAX) throw new Problem('log-file-malformed', { file, line: number + 1 });
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  if (rest.length > 0) yield line(rest, false);
}
