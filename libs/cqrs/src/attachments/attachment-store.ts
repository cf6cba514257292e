import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { MediaType } from '@app/credit-model/customer-file/file-facts';
import { Problem } from '@app/kernel/problem';
import type { Sql, Transaction } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import { SQL } from '../tokens';
import { MediaTypeWatch } from './media-type';

const MB = 1_048_576;
export const ATTACHMENT_MB_MAX = 20;
const PIECE_BYTES = 262_144;
/** Each keeps a connection to the database while its bytes arrive. */
const UPLOADS_AT_ONCE_MAX = 4;
const UPLOAD_MS_MAX = 120_000;

export type Stored = Readonly<{ bytes: number; mediaType: MediaType }>;

/**
 * Whoever breaks off is told as a Problem: a sender's connection that is gone looks like the database's own to the
 * transaction around this, and that one would wait for ever for the database to say so.
 */
async function* arriving(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('attachment-cut-off');
  }
}

/** The bytes in pieces of one size, the last one shorter; refuses what is too much as soon as it is. */
async function* inPieces(body: Readable): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  let total = 0;
  // Whoever is refused is to hear why: a request that is destroyed takes the answer's connection with it.
  const chunks = arriving(body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Uint8Array>);
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > ATTACHMENT_MB_MAX * MB) throw new Problem('attachment-too-large', { max: ATTACHMENT_MB_MAX });
    waiting.push(Buffer.from(chunk));
    length += chunk.length;
    while (length >= PIECE_BYTES) {
      const whole = Buffer.concat(waiting);
      yield whole.subarray(0, PIECE_BYTES);
      waiting = [whole.subarray(PIECE_BYTES)];
      length -= PIECE_BYTES;
    }
  }
  if (length > 0) yield Buffer.concat(waiting);
}

/** Photos and scans by the SHA-256 of their bytes, in the database and outside the log. The same bytes lie there once. */
@Injectable()
export class AttachmentStore {
  private uploads = 0;

  constructor(@Inject(SQL) private readonly sql: Sql) {}

  /** Takes all of it or nothing: what does not have the hash that it goes by, or is of no kind that is kept, leaves no trace. */
  async put(sha256: string, body: Readable): Promise<Stored> {
    if (this.uploads >= UPLOADS_AT_ONCE_MAX) throw new Problem('busy');
    this.uploads += 1;
    const tooLong = setTimeout(() => body.destroy(new Problem('busy')), UPLOAD_MS_MAX);
    try {
      return await transaction(this.sql, (tx) => this.receive(tx, sha256, body));
    } finally {
      clearTimeout(tooLong);
      this.uploads -= 1;
    }
  }

  /** What is known of the bytes that go by this hash; nothing when they are not there. */
  async find(sha256: string): Promise<Stored | undefined> {
    const [found] = await this.sql<Stored[]>`
      select bytes, media_type as "mediaType" from attachment.content where sha256 = decode(${sha256}, 'hex')`;
    return found;
  }

  /** One piece in memory at a time. */
  async *read(sha256: string): AsyncGenerator<Uint8Array> {
    for (let n = 0; ; n++) {
      const [piece] = await this.sql<{ bytes: Uint8Array }[]>`
        select bytes from attachment.piece where sha256 = decode(${sha256}, 'hex') and n = ${n}`;
      if (piece === undefined) return;
      yield piece.bytes;
    }
  }

  /** What customers' files name and nobody has: a backup that was put back in part, for instance. */
  lost(): Promise<{ customerId: string; sha256: string; name: string }[]> {
    return this.sql<{ customerId: string; sha256: string; name: string }[]>`
      select f.customer_id as "customerId", a->>'sha256' as sha256, a->>'name' as name
      from read.customer_file f, jsonb_array_elements(f.attachments) a
      where not exists (select from attachment.content c where c.sha256 = decode(a->>'sha256', 'hex'))
      order by 1, 2`;
  }

  private async receive(tx: Transaction, sha256: string, body: Readable): Promise<Stored> {
    const hash = createHash('sha256');
    const watch = new MediaTypeWatch();
    let bytes = 0;
    let n = 0;
    for await (const piece of inPieces(body)) {
      if (!watch.pass(piece)) throw new Problem('attachment-type');
      hash.update(piece);
      bytes += piece.length;
      await tx`insert into attachment.piece (sha256, n, bytes) values (decode(${sha256}, 'hex'), ${n}, ${piece})
        on conflict do nothing`;
      n += 1;
    }
    if (bytes === 0) throw new Problem('attachment-empty');
    const found = hash.digest('hex');
    if (found !== sha256) throw new Problem('attachment-hash-differs', { named: sha256, found });
    const mediaType = watch.result();
    if (mediaType === undefined) throw new Problem('attachment-type');
    await tx`insert into attachment.content (sha256, bytes, media_type)
      values (decode(${sha256}, 'hex'), ${bytes}, ${mediaType}) on conflict do nothing`;
    return { bytes, mediaType };
  }
}
