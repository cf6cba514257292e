import type { Readable } from 'node:stream';

/**
 * All bytes of a body, or `undefined` for one that is too large. It is read to its end in any case: what is left of a body
 * stands in the way of the next request on the same connection.
 */
export const wholeBody = async (body: Readable, bytesMax: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= bytesMax) chunks.push(chunk);
  }
  return bytes <= bytesMax ? Buffer.concat(chunks) : undefined;
};
