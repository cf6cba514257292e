import { type AppendReq, AppendResp, type BatchAppendReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import type { Expected, Kept, Proposal, Result } from './log';

export const rpcError = (code: status, details: string, more: Readonly<Record<string, string>> = {}): ServiceError => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(more)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
};

export const refusals = {
  denied: () => rpcError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' }),
  stranger: () => rpcError(status.UNAUTHENTICATED, 'Unauthenticated'),
  deleted: (stream: string) =>
    rpcError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
      exception: 'stream-deleted',
      'stream-name': stream,
    }),
  notLeader: (port: number) =>
    rpcError(status.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': '127.0.0.1',
      'leader-endpoint-port': String(port),
    }),
  tooLarge: (bytesMax: number) =>
    rpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${bytesMax} Exceeded.`, {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(bytesMax),
    }),
  busy: () => rpcError(status.UNAVAILABLE, 'Server Is Busy'),
};

export const streamName = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export const uuidText = (uuid: UUID | undefined): string => {
  if (uuid === undefined) return '';
  if (uuid.hasString()) return uuid.getString().toLowerCase();
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64BE(BigInt(uuid.getStructured()?.getMostSignificantBits() ?? '0'), 0);
  bytes.writeBigInt64BE(BigInt(uuid.getStructured()?.getLeastSignificantBits() ?? '0'), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

export const uuidOf = (text: string): UUID => {
  const uuid = new UUID();
  uuid.setString(text);
  return uuid;
};

type Message = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;

export const proposalOf = (message: Message | undefined): Proposal => {
  if (message === undefined) throw new Error('a request without a message');
  const about = message.getMetadataMap();
  return {
    id: uuidText(message.getId()),
    type: about.get('type') ?? '',
    isJson: about.get('content-type') === 'application/json',
    data: Buffer.from(message.getData_asU8()),
    metadata: Buffer.from(message.getCustomMetadata_asU8()),
  };
};

type Options = Readonly<{ hasAny(): boolean; hasNoStream(): boolean; hasStreamExists(): boolean }>;

export const expectedOf = (options: Options, revision: () => string | number): Expected => {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : Number(revision());
};

/** As the server counts: the type in UTF-16. */
export const sizeOf = (proposals: readonly Proposal[]): number =>
  proposals.reduce((sum, { type, data, metadata }) => sum + 2 * type.length + data.length + metadata.length, 0);

const success = ({ revision, position }: Extract<Result, { kind: 'written' }>): AppendResp.Success => {
  const message = new AppendResp.Success();
  message.setCurrentRevision(String(revision));
  if (position === undefined) message.setNoPosition(new Empty());
  else {
    const at = new AppendResp.Position();
    at.setCommitPosition(String(position));
    at.setPreparePosition(String(position));
    message.setPosition(at);
  }
  return message;
};

const wrongVersion = (current: number | undefined, expected: Expected): AppendResp.WrongExpectedVersion => {
  const message = new AppendResp.WrongExpectedVersion();
  if (current === undefined) message.setCurrentNoStream(new Empty());
  else message.setCurrentRevision(String(current));
  if (expected === 'any') message.setExpectedAny(new Empty());
  else if (expected === 'no_stream') message.setExpectedNoStream(new Empty());
  else if (expected === 'stream_exists') message.setExpectedStreamExists(new Empty());
  else message.setExpectedRevision(String(expected));
  return message;
};

export const appendAnswer = (result: Exclude<Result, { kind: 'deleted' }>, expected: Expected): AppendResp => {
  const answer = new AppendResp();
  if (result.kind === 'written') answer.setSuccess(success(result));
  else answer.setWrongExpectedVersion(wrongVersion(result.current, expected));
  return answer;
};

const TICKS_PER_MS = 10_000n;

export const eventAnswer = (event: Kept): ReadResp => {
  const recorded = new ReadResp.ReadEvent.RecordedEvent();
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(event.stream));
  recorded.setId(uuidOf(event.id));
  recorded.setStreamIdentifier(identifier);
  recorded.setStreamRevision(String(event.revision));
  recorded.setCommitPosition(String(event.position));
  recorded.setPreparePosition(String(event.position));
  recorded
    .getMetadataMap()
    .set('type', event.type)
    .set('created', String(BigInt(event.createdMs) * TICKS_PER_MS))
    .set('content-type', event.isJson ? 'application/json' : 'application/octet-stream');
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  const read = new ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(String(event.position));
  const answer = new ReadResp();
  answer.setEvent(read);
  return answer;
};

export const unknownStreamAnswer = (stream: string): ReadResp => {
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  const unknown = new ReadResp.StreamNotFound();
  unknown.setStreamIdentifier(identifier);
  const answer = new ReadResp();
  answer.setStreamNotFound(unknown);
  return answer;
};

export const confirmation = (id: string): ReadResp => {
  const confirmed = new ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(id);
  const answer = new ReadResp();
  answer.setConfirmation(confirmed);
  return answer;
};

export const checkpointAnswer = (position: bigint): ReadResp => {
  const checkpoint = new ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position));
  checkpoint.setPreparePosition(String(position));
  const answer = new ReadResp();
  answer.setCheckpoint(checkpoint);
  return answer;
};

export const caughtUpAnswer = (): ReadResp => {
  const answer = new ReadResp();
  answer.setCaughtUp(new ReadResp.CaughtUp());
  return answer;
};
