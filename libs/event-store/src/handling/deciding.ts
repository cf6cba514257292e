import type { Decider } from '@app/kernel/decider';
import type { Metadata } from '@app/kernel/message';
import type { z } from 'zod';
import { definedOnly } from './defined-only';
import type { Folded } from './state-cache';

export type Shape = Readonly<{ type: string; data: unknown }>;

export type Asked<State, Command, Event extends Shape> = Readonly<{
  decider: Decider<State, Command, Event>;
  schema: z.ZodType<Event>;
  id: string;
  command: Command;
  metadata: Metadata;
}>;

/** The state after the command and the events that led there from the state before; none: nothing had to happen. */
export type Outcome<State, Event> = Pick<Folded<State>, 'state' | 'revision' | 'position'> &
  Readonly<{ events: readonly Event[] }>;

export type Decision<State, Event> = Readonly<{
  events: readonly Event[];
  /** For a decision without events: nothing to do, or an objection, which is thrown. */
  answer: (state: Folded<State>) => Outcome<State, Event>;
}>;

export const decided = <State, Command, Event extends Shape>(
  { decider, schema, command }: Asked<State, Command, Event>,
  state: State,
): Decision<State, Event> => {
  try {
    // What is on disk has no undefined in it, so the state is folded from what will be read back.
    const events = decider.decide(command, state).map((event) => schema.parse(definedOnly(event)));
    return { events, answer: ({ state: now, revision, position }) => ({ state: now, revision, position, events: [] }) };
  } catch (error) {
    return {
      events: [],
      answer: () => {
        throw error;
      },
    };
  }
};
