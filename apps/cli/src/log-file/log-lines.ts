import { z } from 'zod';
import type { SealedEvent } from '@app/event-store/event-store';
import { plainJson } from '@app/event-store/plain-json';

/** The first line of every export. No time and no position stands in a file: the same log gives the same bytes anywhere. */
export const HEADER = '{"format":"xay-log","version":1}';

/** `data` and `metadata` are JSON already, and in the only form that it can have. */
export const eventLine = ({ stream, revision, id, type, recordedAt, hash, metadata, data }: SealedEvent): string =>
  `{"stream":${JSON.stringify(stream)},"revision":${revision},"id":"${id}","type":${JSON.stringify(type)},"recordedAt":"${recordedAt}","hash":"${hash}","metadata":${metadata},"data":${data}}`;

const END = '{"end":';
export const isEndLine = (line: string): boolean => line.startsWith(END);
export const endLine = (events: number, head: string): string => `${END}${JSON.stringify({ events, head })}}`;

const hexHash = z.string().regex(/^[0-9a-f]{64}$/);
const isInstant = (text: string): boolean => {
  const instant = new Date(text);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === text;
};
const eventShape = z.strictObject({
  stream: z.string(),
  revision: z.int().min(0),
  id: z.string(),
  type: z.string(),
  recordedAt: z.string().refine(isInstant),
  hash: hexHash,
  metadata: z.unknown(),
  data: z.unknown(),
});
const endShape = z.strictObject({ end: z.strictObject({ events: z.int().min(0), head: hexHash }) });

export type End = z.infer<typeof endShape>['end'];

/** What a line of an export holds, or nothing when it is no such line. */
export const readLine = (line: string): SealedEvent | End | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    if (isEndLine(line)) return endShape.parse(value).end;
    const { data, metadata, ...event } = eventShape.parse(value);
    return { ...event, position: '', data: plainJson(data, 'data'), metadata: plainJson(metadata, 'metadata') };
  } catch {
    return undefined;
  }
};
