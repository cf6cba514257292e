import type { Sql } from '@app/postgres/connect';
import type { Batchable, Group } from '../appending/append-batch';
import type { Sender, Verdict } from '../appending/append-queue';
import { type CheckedAppend, placeOf } from '../checked-append';
import type { Appended, ExpectedRevision } from '../event-store';
import { positionText } from '../positions';
import { storeError } from './errors';
import { NO_STREAM, STREAM_EXISTS } from './append-function';

const expectation = (expected: ExpectedRevision): number | null => {
  if (typeof expected === 'object') return expected.revision;
  switch (expected) {
    case 'any':
      return null;
    case 'no_stream':
      return NO_STREAM;
    case 'stream_exists':
      return STREAM_EXISTS;
    default:
      return expected;
  }
};

// Text, not objects: the events were turned into JSON when they were checked, and once is enough.
const groupsJson = (groups: readonly Group<Batchable>[]): string =>
  JSON.stringify(
    groups.map(({ stream, expected }) => ({
      s: stream,
      x: expectation(expected),
      ...(typeof expected === 'object' ? { i: expected.id } : {}),
    })),
  );

const eventsOf = ({ members }: Group<Batchable>) => members.flatMap(({ append }) => append.events);

const eventsJson = (groups: readonly Group<Batchable>[]): string => {
  const rows = groups.flatMap((group, g) =>
    eventsOf(group).map(
      ({ id, type, data, metadata, content }, o) =>
        `{"g":${g + 1},"o":${o + 1},"i":"${id}","t":${JSON.stringify(type)},"d":${data},"m":${metadata},"h":"${content}"}`,
    ),
  );
  return `[${rows.join(',')}]`;
};

const idList = (groups: readonly Group<Batchable>[]): string =>
  `{${groups.flatMap((group) => eventsOf(group).map(({ id }) => id)).join(',')}}`;

type Answer = { answer: { base: string; current: number[]; accepted: boolean[] } };
type Known = { id: string; stream: string; revision: number; position: string };

/** The two questions that the append queue asks of Postgres. */
export const postgresSender = (sql: Sql, now: () => Date, onAppended: () => void): Sender => ({
  send: async (groups): Promise<Verdict> => {
    try {
      const [row] = await sql<[Answer]>`
        select log.append(${groupsJson(groups)}::text::json, ${eventsJson(groups)}::text::json,
                          ${idList(groups)}::text::uuid[], ${now().toISOString()}::text::timestamptz) as answer`;
      onAppended();
      const { base, current, accepted } = row.answer;
      return { base: BigInt(base), current, accepted };
    } catch (error) {
      throw storeError(error);
    }
  },

  firstAnswer: async ({ stream, expected, events }: CheckedAppend): Promise<Appended | undefined> => {
    try {
      const ids = `{${events.map(({ id }) => id).join(',')}}`;
      const known = await sql<Known[]>`
        select id, stream, revision, position from log.event where id = any(${ids}::text::uuid[]) order by revision`;
      const place = placeOf(expected) ?? known[0]?.revision;
      const isWhole =
        known.length === events.length &&
        known.every((event, index) => {
          const isThere = event.stream === stream && event.revision === (place ?? 0) + index;
          return isThere && event.id === events[index]?.id;
        });
      const last = known.at(-1);
      return isWhole && last !== undefined
        ? { revision: last.revision, position: positionText(last.position) }
        : undefined;
    } catch (error) {
      throw storeError(error);
    }
  },
});
