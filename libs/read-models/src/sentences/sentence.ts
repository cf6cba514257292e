import type { TimelineEntry } from '@app/contracts/customer';
import type { Bilingual } from '@app/kernel/language';
export { withCommas as money } from '@app/kernel/yuan';

export type Tone = TimelineEntry['tone'];
export type Sentence = Bilingual & Readonly<{ tone: Tone }>;

/** One sentence for each event of an aggregate: a new event without one does not compile. */
export type Sentences<Event extends { type: string; data: unknown }> = {
  readonly [Type in Event['type']]: (data: Extract<Event, { type: Type }>['data']) => Sentence;
};

export const say = (zh: string, en: string, tone: Tone = 'neutral'): Sentence => ({ zh, en, tone });
