import type { Batchable, Group } from '../appending/append-batch';
import type { Sender, Verdict } from '../appending/append-queue';
import { type CheckedAppend, placeOf } from '../checked-append';
import type { Appended, ExpectedRevision } from '../event-store';
import { positionText } from '../positions';
import { NO_STREAM, SEPARATOR, STREAM_EXISTS } from './append-function';
import type { AppendLine } from './append-line';
import { storeError } from './errors';

const UNIQUE_VIOLATION = '23505';

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

const list = (items: readonly (string | number | null)[]): string =>
  `{${items.map((item) => item ?? 'null').join(',')}}`;
const joined = (texts: readonly string[]): string => texts.join(SEPARATOR);

/** The parameters of `log.append`, as text: the client would take longer over arrays than the server over the append. */
const parameters = (groups: readonly Group<Batchable>[], now: Date, careful: boolean): string[] => {
  const ends = groups.map(({ expected }) => (typeof expected === 'object' ? expected.id : null));
  const owners: number[] = [];
  const [ids, types, data, metadata]: [string[], string[], string[], string[]] = [[], [], [], []];
  let contents = '';
  for (const [index, { members }] of groups.entries())
    for (const { append } of members)
      for (const event of append.events) {
        owners.push(index + 1);
        ids.push(event.id);
        types.push(event.type);
        data.push(event.data);
        metadata.push(event.metadata);
        contents += event.content;
      }
  return [
    joined(groups.map(({ stream }) => stream)),
    list(groups.map(({ expected }) => expectation(expected))),
    list(ends),
    list(owners),
    list(ids),
    joined(types),
    joined(data),
    joined(metadata),
    contents,
    now.toISOString(),
    String(careful),
  ];
};

const APPEND = `select log.append($1::text, $2::text::int[], $3::text::uuid[], $4::text::int[], $5::text::uuid[],
  $6::text, $7::text, $8::text, $9::text, $10::text::timestamptz, $11::text::boolean) as answer`;

type Answer = {
  answer: { base: string; current: number[]; accepted: boolean[]; repeated: boolean[] | null };
};
type Known = { id: string; stream: string; revision: number; position: string };

const answerOf = (
  { stream, expected, events }: CheckedAppend,
  known: ReadonlyMap<string, Known>,
): Appended | undefined => {
  const place = placeOf(expected) ?? known.get(events[0]?.id ?? '')?.revision ?? 0;
  const isThere = events.every(({ id }, index) => {
    const event = known.get(id);
    return event?.stream === stream && event.revision === place + index;
  });
  const last = known.get(events.at(-1)?.id ?? '');
  return isThere && last !== undefined ? { revision: last.revision, position: positionText(last.position) } : undefined;
};

/** The two questions that the append queue asks of Postgres. */
export const postgresSender = (line: AppendLine, now: () => Date, onAppended: () => void): Sender => {
  const ask = async (groups: readonly Group<Batchable>[], careful: boolean): Promise<Verdict> => {
    const [row] = await line.current.unsafe<[Answer]>(APPEND, parameters(groups, now(), careful), { prepare: true });
    const { base, current, accepted, repeated } = row.answer;
    return { base: BigInt(base), current, accepted, repeated: repeated ?? undefined };
  };
  return {
    send: async (groups) => {
      try {
        const verdict = await ask(groups, false).catch((error: unknown) => {
          if ((error as { code?: unknown } | null)?.code === UNIQUE_VIOLATION) return ask(groups, true);
          throw error;
        });
        onAppended();
        return verdict;
      } catch (error) {
        throw storeError(error);
      }
    },

    firstAnswers: async (appends) => {
      try {
        const ids = list(appends.flatMap(({ events }) => events.map(({ id }) => id)));
        const rows = await line.current<Known[]>`
          select id, stream, revision, position from log.event where id = any(${ids}::text::uuid[])`;
        const known = new Map(rows.map((row) => [row.id, row]));
        return appends.map((append) => answerOf(append, known));
      } catch (error) {
        throw storeError(error);
      }
    },

    giveUp: () => line.replace(),
  };
};
