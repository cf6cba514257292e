import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { ServerWritableStream, ServiceError } from '@grpc/grpc-js';
import type { Faults } from './faults';
import type { DoubleLog, Kept } from './log';
import {
  caughtUpAnswer,
  checkpointAnswer,
  confirmation,
  eventAnswer,
  refusals,
  streamName,
  unknownStreamAnswer,
} from './messages';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;
const NO_WINDOW = 32;

const write = async (call: ReadCall, answer: ReadResp): Promise<void> => {
  if (call.write(answer) || call.cancelled) return;
  const heard = new AbortController();
  const until = ['drain', 'cancelled', 'close'].map((event) => once(call, event, heard).catch(() => undefined));
  await Promise.race(until);
  heard.abort();
};

const optionsOf = (call: ReadCall): ReadReq.Options => {
  const options = call.request.getOptions();
  if (options === undefined) throw new Error('a read without options');
  return options;
};

const partOfStream = (events: readonly Kept[], options: ReadReq.Options): readonly Kept[] => {
  const from = options.getStream();
  const count = Number(options.getCount());
  const last = events.length - 1;
  if (options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS) {
    // Counted from the revision asked for, whether there is such an event or not.
    const start = from?.hasRevision() === true ? Number(from.getRevision()) : from?.hasStart() === true ? 0 : last;
    return events.slice(Math.max(0, start - count + 1), start + 1).reverse();
  }
  if (from?.hasEnd() === true) return [];
  const start = from?.hasRevision() === true ? Number(from.getRevision()) : 0;
  return events.slice(start, start + count);
};

const partOfLog = (events: readonly Kept[], options: ReadReq.Options): readonly Kept[] => {
  const from = options.getAll();
  const count = Number(options.getCount());
  const position = from?.hasPosition() === true ? BigInt(from.getPosition()?.getCommitPosition() ?? 0) : undefined;
  if (options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS)
    return events
      .filter((event) => position === undefined || event.position < position)
      .reverse()
      .slice(0, count);
  return from?.hasEnd() === true
    ? []
    : events.filter((event) => position === undefined || event.position >= position).slice(0, count);
};

const filterOf = (options: ReadReq.Options): ((event: Kept) => boolean) => {
  const filter = options.getFilter();
  if (filter === undefined) return () => true;
  const byType = filter.hasEventType();
  const expression = byType ? filter.getEventType() : filter.getStreamIdentifier();
  const regex = expression?.getRegex() ?? '';
  const prefixes = expression?.getPrefixList() ?? [];
  const matches = regex === '' ? (text: string) => prefixes.some((prefix) => text.startsWith(prefix)) : undefined;
  const pattern = new RegExp(regex);
  return (event) => (matches ?? ((text: string) => pattern.test(text)))(byType ? event.type : event.stream);
};

export const answerRead = async (call: ReadCall, log: DoubleLog): Promise<void> => {
  const options = optionsOf(call);
  const stream = options.hasAll() ? undefined : streamName(options.getStream()?.getStreamIdentifier());
  if (stream !== undefined && log.isDeleted(stream)) {
    call.emit('error', refusals.deleted(stream));
    return;
  }
  if (stream !== undefined && log.events(stream).length === 0) await write(call, unknownStreamAnswer(stream));
  else {
    const part = stream === undefined ? partOfLog(log.all, options) : partOfStream(log.events(stream), options);
    for (const event of part) {
      if (call.cancelled) return;
      await write(call, eventAnswer(event));
    }
  }
  call.end();
};

/** A subscription to the whole log: what is there, a word that this was all, and what comes. Ends when `signal` says so. */
export const answerSubscription = async (
  call: ReadCall,
  { log, faults, signal }: Readonly<{ log: DoubleLog; faults: Faults; signal: AbortSignal }>,
): Promise<void> => {
  const options = optionsOf(call);
  const from = options.getAll();
  const filter = options.getFilter();
  const matches = filterOf(options);
  const window =
    (filter?.getCheckpointintervalmultiplier() ?? 1) * (filter?.hasMax() === true ? filter.getMax() : NO_WINDOW);
  let last = from?.hasPosition() === true ? BigInt(from.getPosition()?.getCommitPosition() ?? 0) : -1n;
  if (from?.hasEnd() === true) last = log.all.at(-1)?.position ?? -1n;
  let [next, considered, isLive] = [log.all.findIndex(({ position }) => position > last), 0, false];
  if (next < 0) next = log.all.length;
  await write(call, confirmation(randomUUID()));
  while (!call.cancelled && !signal.aborted) {
    const event = log.all[next];
    if (event === undefined) {
      if (!isLive) await write(call, caughtUpAnswer());
      isLive = true;
      if (next === log.all.length) await growth(call, log, signal);
      continue;
    }
    next += 1;
    if (matches(event)) {
      await write(call, eventAnswer(event));
      if (!(await faults.strike('subscribe', 'event', (error: ServiceError) => call.emit('error', error)))) return;
    }
    considered += 1;
    if (filter !== undefined && considered % window === 0) await write(call, checkpointAnswer(event.position));
  }
  call.end();
};

const growth = (call: ReadCall, log: DoubleLog, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      stop();
      call.off('cancelled', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const stop = log.onGrowth(done);
    call.on('cancelled', done);
    signal.addEventListener('abort', done);
    if (call.cancelled || signal.aborted) done();
  });
