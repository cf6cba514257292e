import { createWriteStream, writeFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from '@app/kernel/problem';
import { unwritable } from './file-fault';

/** Throws `file-unwritable`. */
export const keptAs = (file: string, bytes: Uint8Array): void => {
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw unwritable(file, error);
  }
};

/** As it comes, so it is written; what was wrong with the data is told as that, and not as a fault of the file. */
export const keepStream = async (file: string, stream: Readable): Promise<void> => {
  try {
    await pipeline(stream, createWriteStream(file));
  } catch (error) {
    throw error instanceof Problem ? error : unwritable(file, error);
  }
};
