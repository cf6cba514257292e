import type { Metadata } from '@app/kernel/message';
import type { CheckedEvent } from '../checked-append';
import type { SealedEvent, StoredEvent } from '../event-store';
import { plainJson } from '../plain-json';
import { linkHash, NO_HASH } from '../seal';
import { invalid } from '../store-errors';
import type { WireEvent, WireRecord } from './wire';

/** What stands in the metadata of an event over there: ours, and what the server cannot keep for us. */
type Envelope = Readonly<{ metadata: Metadata; recordedAt: string; hash: string }>;

/** The event that a stream ends in, as far as the next one depends on it. */
export type StreamEnd = Readonly<{ revision: number; id: string; hash: string; recordedMs: number }>;

const HASH = /^[0-9a-f]{64}$/;

const isEnvelope = (metadata: unknown): metadata is Envelope => {
  if (typeof metadata !== 'object' || metadata === null) return false;
  const { metadata: ours, recordedAt, hash } = metadata as Partial<Envelope>;
  const isSound = typeof ours === 'object' && typeof recordedAt === 'string' && typeof hash === 'string';
  return isSound && HASH.test(hash) && !Number.isNaN(Date.parse(recordedAt));
};

/** `undefined`: not written by this adapter. A server may hold the streams of other programs, and always has its own. */
const envelopeOf = ({ stream, type, metadata }: WireRecord): Envelope | undefined =>
  !stream.startsWith('$') && !type.startsWith('$') && isEnvelope(metadata) ? metadata : undefined;

export const storedEvent = (record: WireRecord): StoredEvent | undefined => {
  const envelope = envelopeOf(record);
  if (envelope === undefined) return undefined;
  const { id, stream, revision, position, type, data } = record;
  const { metadata, recordedAt } = envelope;
  return { id, stream, revision, position, type, data, metadata, recordedAt };
};

/** The text that the hash is over is made again: canonical JSON comes out the same however it was carried. */
export const sealedEvent = (record: WireRecord): SealedEvent | undefined => {
  const envelope = envelopeOf(record);
  if (envelope === undefined) return undefined;
  const { id, stream, revision, position, type } = record;
  const { recordedAt, hash } = envelope;
  const [data, metadata] = [plainJson(record.data, 'data'), plainJson(envelope.metadata, 'metadata')];
  return { id, stream, revision, position, type, data, metadata, recordedAt, hash };
};

const foreign = ({ stream, revision }: WireRecord) =>
  invalid(`event ${revision} of ${stream} was not written by this program`);

/** Within a stream that we write, an event of somebody else breaks the chain of hashes, so it is told, not passed over. */
export const ownEvent = (record: WireRecord): StoredEvent => {
  const event = storedEvent(record);
  if (event === undefined) throw foreign(record);
  return event;
};

export const streamEnd = (record: WireRecord | undefined): StreamEnd | undefined => {
  if (record === undefined) return undefined;
  const envelope = envelopeOf(record);
  if (envelope === undefined) throw foreign(record);
  const { id, revision } = record;
  return { id, revision, hash: envelope.hash, recordedMs: Date.parse(envelope.recordedAt) };
};

const parsed = (text: string): unknown => JSON.parse(text) as unknown;

/** Ties the events to the one before them. */
export const enclosed = (
  events: readonly CheckedEvent[],
  before: StreamEnd | undefined,
  recordedMs: number,
): Readonly<{ events: readonly WireEvent[]; end: StreamEnd | undefined }> => {
  const recordedAt = new Date(recordedMs).toISOString();
  let end = before;
  const sent = events.map(({ id, type, data, metadata, content }): WireEvent => {
    const revision = (end?.revision ?? -1) + 1;
    const hash = linkHash(end?.hash ?? NO_HASH, content, revision, recordedMs);
    end = { id, revision, hash, recordedMs };
    return { id, type, data: parsed(data), metadata: { metadata: parsed(metadata), recordedAt, hash } };
  });
  return { events: sent, end };
};

/** An event of another log goes over with its instant and its hash. */
export const carriedOver = ({ id, type, data, metadata, recordedAt, hash }: SealedEvent): WireEvent => ({
  id,
  type,
  data: parsed(data),
  metadata: { metadata: parsed(metadata), recordedAt, hash },
});
