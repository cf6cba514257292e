import { hash } from 'node:crypto';
import type { SealedEvent } from './event-store';

/** What stands before a stream's first event. */
export const NO_HASH = '0'.repeat(64);

type Content = Pick<SealedEvent, 'id' | 'stream' | 'type' | 'data' | 'metadata'>;

/**
 * SHA-256 over what the event says, as canonical JSON (RFC 8785): `data` and `metadata` are canonical already, and the
 * five names stand in their order.
 */
export const contentHash = ({ id, stream, type, data, metadata }: Content): string =>
  hash(
    'sha256',
    `{"data":${data},"id":"${id}","metadata":${metadata},"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)}}`,
  );

const WORD = 0x1_0000_0000;
// One buffer for all: it is hashed at once, and nothing in between can write into it. Revisions fill half of their place.
const link = Buffer.alloc(80);

/**
 * Ties an event to the one before it in its stream: SHA-256 over the hash before it (32 bytes), the hash of its content
 * (32), its revision and its instant in milliseconds since 1970 (8 each, big-endian). The position is not in it, so the
 * log can move to another store; the order over all streams is covered by the roots.
 */
export const linkHash = (before: string, content: string, revision: number, recordedMs: number): string => {
  link.write(before, 0, 'hex');
  link.write(content, 32, 'hex');
  link.writeUInt32BE(revision, 68);
  link.writeInt32BE(Math.floor(recordedMs / WORD), 72);
  link.writeUInt32BE(recordedMs - Math.floor(recordedMs / WORD) * WORD, 76);
  return hash('sha256', link);
};

/** The hash that an event must have behind the one before it. */
export const sealOf = (before: string, event: Omit<SealedEvent, 'hash' | 'position'>): string =>
  linkHash(before, contentHash(event), event.revision, Date.parse(event.recordedAt));
