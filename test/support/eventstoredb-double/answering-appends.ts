import type { AppendReq, AppendResp, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { AllStreamPosition, WrongExpectedVersion } from '@eventstore/db-client/generated/shared_pb';
import { Code } from '@eventstore/db-client/generated/code_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import type { sendUnaryData, ServerDuplexStream, ServerReadableStream, ServiceError } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import type { Faults } from './faults';
import type { DoubleLog, Expected, Proposal, Result } from './log';
import { appendAnswer, expectedOf, proposalOf, refusals, sizeOf, streamName, uuidText } from './messages';

export const APPEND_BYTES_MAX = 1_048_576;

type Parts = Readonly<{ log: DoubleLog; faults: Faults; refusal: ServiceError | undefined }>;

/** The classic append: one call, one answer. */
export const answerAppend = async (
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
  { log, faults, refusal }: Parts,
): Promise<void> => {
  let options: AppendReq.Options | undefined;
  const proposals: Proposal[] = [];
  try {
    for await (const request of call as AsyncIterable<AppendReq>) {
      if (request.hasOptions()) options = request.getOptions();
      else proposals.push(proposalOf(request.getProposedMessage()));
    }
  } catch {
    return;
  }
  if (!(await faults.strike('append', 'before', answer))) return;
  if (refusal !== undefined || options === undefined) return answer(refusal ?? refusals.denied());
  const asked = options;
  if (sizeOf(proposals) > APPEND_BYTES_MAX) return answer(refusals.tooLarge(APPEND_BYTES_MAX));
  const [stream, expected] = [streamName(asked.getStreamIdentifier()), expectedOf(asked, () => asked.getRevision())];
  const result = log.append(stream, expected, proposals);
  if (!(await faults.strike('append', 'after', answer))) return;
  if (result.kind === 'deleted') answer(refusals.deleted(stream));
  else answer(null, appendAnswer(result, expected));
};

type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;
type Pending = { readonly options: BatchAppendReq.Options; readonly proposals: Proposal[] };

const batchStatus = (code: Parameters<Status['setCode']>[0], message: string, details: Any): Status => {
  const told = new Status();
  told.setCode(code);
  told.setMessage(message);
  told.setDetails(details);
  return told;
};

const packed = (type: string, bytes: Uint8Array): Any => {
  const any = new Any();
  any.pack(bytes, type);
  return any;
};

const wrongVersion = (current: number | undefined, expected: Expected): Status => {
  const wrong = new WrongExpectedVersion();
  if (current === undefined) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentStreamRevision(String(current));
  if (typeof expected === 'number') wrong.setExpectedStreamPosition(String(expected));
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new Empty());
  else wrong.setExpectedAny(new Empty());
  const type = 'event_store.client.WrongExpectedVersion';
  return batchStatus(Code.FAILED_PRECONDITION, 'WrongExpectedVersion', packed(type, wrong.serializeBinary()));
};

const batchSuccess = ({ revision, position }: Extract<Result, { kind: 'written' }>): BatchAppendResp.Success => {
  const success = new BatchAppendResp.Success();
  success.setCurrentRevision(String(revision));
  if (position === undefined) success.setNoPosition(new Empty());
  else {
    const at = new AllStreamPosition();
    at.setCommitPosition(String(position));
    at.setPreparePosition(String(position));
    success.setPosition(at);
  }
  return success;
};

/** The client's default way to append, which only an adapter that knows no better uses. */
export const answerBatches = async (call: BatchCall, { log, faults, refusal }: Parts): Promise<void> => {
  const pending = new Map<string, Pending>();
  call.on('error', () => undefined);
  if (refusal !== undefined) {
    call.emit('error', refusal);
    return;
  }
  try {
    for await (const request of call as AsyncIterable<BatchAppendReq>) {
      const id = uuidText(request.getCorrelationId());
      const options = request.getOptions();
      if (options !== undefined) pending.set(id, { options, proposals: [] });
      const batch = pending.get(id);
      if (batch === undefined) continue;
      batch.proposals.push(...request.getProposedMessagesList().map(proposalOf));
      if (!request.getIsFinal()) continue;
      pending.delete(id);
      if (!(await faults.strike('batch', 'before', (error) => call.emit('error', error)))) continue;
      const answer = answered(batch, log);
      answer.setCorrelationId(request.getCorrelationId());
      answer.setStreamIdentifier(batch.options.getStreamIdentifier());
      if (await faults.strike('batch', 'after', (error) => call.emit('error', error))) call.write(answer);
    }
  } catch {
    // Whoever asked has gone.
  }
};

const answered = ({ options, proposals }: Pending, log: DoubleLog): BatchAppendResp => {
  const expected = expectedOf(options, () => options.getStreamPosition());
  const result = log.append(streamName(options.getStreamIdentifier()), expected, proposals);
  const answer = new BatchAppendResp();
  if (result.kind === 'written') answer.setSuccess(batchSuccess(result));
  else answer.setError(wrongVersion(result.kind === 'wrong' ? result.current : undefined, expected));
  return answer;
};
