import { z } from 'zod';
import { withPast, type EventPast, type Versioned } from './event-versions';

/**
 * The schema of one event. Unknown fields are dropped on reading, so old code survives an optional field that newer code
 * has added; any other change makes a new version, with an upcast in its past.
 */
export const event = <Type extends string, Fields extends z.ZodRawShape>(
  type: Type,
  fields: Fields,
  past: EventPast<z.input<z.ZodObject<Fields>>> = {},
) => withPast(z.object({ type: z.literal(type), data: z.object(fields) }), past);

export type Message<Type extends string, Data> = Readonly<{ type: Type; data: Readonly<Data> }>;
export type DataOf<Union extends Message<string, unknown>, Type extends Union['type']> = Extract<
  Union,
  { type: Type }
>['data'];

/** Who did it and what led to it; stored beside every event, never inside it. */
export type Metadata = Readonly<{
  /** The person or machine that asked, e.g. `analyst-li` or `follow-up`. */
  by: string;
  /** One id for everything that one request caused. */
  correlation?: string;
  /** The id of the event that led to this one, when a reaction asked for it. */
  causation?: string;
}>;

/** An event as it stands in the log. */
export type Recorded<Event> = Event &
  Readonly<{
    id: string;
    stream: string;
    /** 0 for a stream's first event. */
    revision: number;
    /** Opaque and ordered over the whole log; compare with the store's `compare`. */
    position: string;
    /** ISO instant by the clock of whoever wrote it; never decreases along the log. */
    recordedAt: string;
    metadata: Metadata & Versioned;
  }>;
