import type { TimelineEntry } from '@app/contracts/customer';
import type { Bilingual } from '@app/kernel/language';
import type { Yuan } from '@app/kernel/yuan';

export type Tone = TimelineEntry['tone'];
export type Sentence = Bilingual & Readonly<{ tone: Tone }>;

/** One sentence for each event of an aggregate: a new event without one does not compile. */
export type Sentences<Event extends { type: string; data: unknown }> = {
  readonly [Type in Event['type']]: (data: Extract<Event, { type: Type }>['data']) => Sentence;
};

export const say = (zh: string, en: string, tone: Tone = 'neutral'): Sentence => ({ zh, en, tone });

/** `1234567.80` → `1,234,567.80`; from the text, so that no digit is lost on the way. */
export const money = (amount: Yuan): string => {
  const [whole = '', fen = ''] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fen}`;
};
