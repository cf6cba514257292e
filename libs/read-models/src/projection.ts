import type { z } from 'zod';
import type { Recorded } from '@app/kernel/message';
import type { Json } from '@app/postgres/connect';

/** A row as it goes to its table, by column: amounts, dates and instants as text, `null` for what is not known. */
export type Row = Readonly<Record<string, Json>>;

/**
 * A read model with the rows of one stream: its fold, rendered. When a stream has moved, its rows are put in anew.
 * The table has a column `stream`; its other columns are those of `Row`. Rendering is pure.
 */
export interface RowsPerStream<State, Event, Rendered extends Row> {
  readonly kind: 'rows-per-stream';
  readonly name: string;
  /** Counts up when the meaning of a row changes: the rows are then built again. */
  readonly version: number;
  readonly table: string;
  /** Columns of the primary key, in its order. */
  readonly key: readonly string[];
  readonly category: string;
  readonly schema: z.ZodType<Event>;
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  readonly render: (state: State, last: Recorded<Event>) => readonly Rendered[];
}

/** What each event adds. Leaving an event out does not compile: skip it by name. */
export type Entries<Event extends { type: string }, Rendered> = {
  readonly [Type in Event['type']]: ((event: Recorded<Extract<Event, { type: Type }>>) => readonly Rendered[]) | 'skip';
};

/**
 * A read model that only grows: rows per event of interest. Its table has the columns `position` and `n`, which are the
 * key and the order of the log: positions sort as texts under the collation "C".
 */
export interface RowsPerEvent<Event extends { type: string }, Rendered extends Row> {
  readonly kind: 'rows-per-event';
  readonly name: string;
  readonly version: number;
  readonly table: string;
  readonly categories: readonly string[];
  readonly schema: z.ZodType<Event>;
  readonly on: Entries<Event, Rendered>;
}

/**
 * How what several events say of one row becomes one: `key` tells which row, `first` and `greatest` and `least` keep one
 * of the values, `sum` adds numbers, `append` puts lists behind each other in the order of the log. Null says nothing.
 */
export type Merge = 'key' | 'first' | 'greatest' | 'least' | 'sum' | 'append';

/**
 * A read model whose rows gather: each event says a part of a row. Unlike the rows of a stream, those that an event says
 * nothing of are left alone, however many there are. One column holds the greatest position and gives the order.
 */
export interface RowsGathered<Event extends { type: string }, Rendered extends Row> {
  readonly kind: 'rows-gathered';
  readonly name: string;
  readonly version: number;
  readonly table: string;
  readonly merge: Readonly<Record<keyof Rendered & string, Merge>>;
  readonly orderedBy: keyof Rendered & string;
  readonly categories: readonly string[];
  readonly schema: z.ZodType<Event>;
  readonly on: Entries<Event, Rendered>;
}

/** The streams of a category all start with this. */
export const prefixOf = (category: string): string => `${category}-`;
