import type { Readable } from 'node:stream';
import { STATEMENT_BYTES_MAX } from '@app/intake/bank/statement';
import { Problem } from '@app/kernel/problem';

/** All bytes of a body that is handed on as it arrives. Throws `too-large` before it is read to its end. */
export const wholeBody = async (body: Readable, file: string): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > STATEMENT_BYTES_MAX) throw new Problem('too-large', { file });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
