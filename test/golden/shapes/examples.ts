import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { SealedEvent } from '@app/event-store/event-store';
import { MemoryStore } from '@app/event-store/memory-store';
import { knownEvents, withVersion, type Versioned } from '@app/kernel/event-versions';
import { eventSamples, eventSamplesBeside } from '@test/support/event-samples';

// Events as they lie in a log, with the hashes that tie each to the one before it: to edit, to remove or to slip in an
// example breaks the chain, and restoring it says where.
const fileOf = (name: string): string => join(__dirname, '..', 'events', `${name}.jsonl`);

/** The examples of an aggregate, as its log was exported; none while it has no file. */
export const examplesOf = (name: string): readonly SealedEvent[] => {
  const file = fileOf(name);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as SealedEvent);
};

export const exampleFile = (name: string): string => fileOf(name);

export const versionOf = ({ metadata }: Pick<SealedEvent, 'metadata'>): number =>
  (JSON.parse(metadata) as Versioned).version ?? 1;

/** The hash of the first example of a version. */
export const exampleOf = (examples: readonly SealedEvent[], type: string, version: number): string | undefined =>
  examples.find((example) => example.type === type && versionOf(example) === version)?.hash;

/** The examples and, behind them, one of each event that has none yet in its present version. */
export const grownExamples = async (
  examples: readonly SealedEvent[],
  { schema, stream }: Readonly<{ schema: z.ZodType<{ type: string; data: unknown }>; stream: string }>,
): Promise<readonly SealedEvent[]> => {
  const store = new MemoryStore({ now: () => new Date() });
  await store.restore(examples);
  const lacking = knownEvents(schema).filter(({ type, version }) => exampleOf(examples, type, version) === undefined);
  const samples = new Map(
    Object.values({ ...eventSamples, ...eventSamplesBeside }).flatMap((story) => Object.entries<object>(story)),
  );
  for (const { type } of lacking) {
    const { data } = schema.parse({ type, data: samples.get(type) });
    const metadata = withVersion(schema, type, { by: 'sample' });
    await store.append(stream, [{ id: randomUUID(), type, data, metadata }], { expected: 'any' });
  }
  return store.sealed();
};
