import { knownAtText } from '@app/contracts/aging';
import { Problem } from '@app/kernel/problem';

/** An instant or a place in the log, as it was typed; throws `known-at-malformed`. */
export const typedKnownAt = (text: string): string => {
  const typed = knownAtText.safeParse(text);
  if (typed.success) return typed.data;
  throw new Problem('known-at-malformed', { value: text });
};
