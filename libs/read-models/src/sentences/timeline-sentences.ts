import type { TimelineEvent } from '../projections/timeline';
import { accountSentences } from './account-sentences';
import { applicationSentences } from './application-sentences';
import { customerSentences } from './customer-sentences';
import { followUpSentences } from './follow-up-sentences';
import type { Sentence, Sentences } from './sentence';

/** What people read for each event of the four aggregates. */
export const timelineSentences: Sentences<TimelineEvent> = {
  ...customerSentences,
  ...applicationSentences,
  ...accountSentences,
  ...followUpSentences,
};

export const sentenceOf = ({ type, data }: TimelineEvent): Sentence => {
  // The map holds under each type what takes that type's data; TypeScript cannot follow that through the lookup.
  const sentence = timelineSentences[type] as (of: TimelineEvent['data']) => Sentence;
  return sentence(data);
};
