import { logPosition } from '@app/contracts/aging';
import { Problem } from '@app/kernel/problem';
import type { KnownAtWish } from '@app/read-models/queries/known-at';

/** What `knownAtText` has let through. No time to come: nobody knows yet what will be known then. */
export const knownAtWish = (text: string | undefined, now: Date): KnownAtWish => {
  if (text === undefined) return undefined;
  if (logPosition.safeParse(text).success) return { position: text };
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new Problem('known-at-malformed', { value: text });
  if (instant > now) throw new Problem('known-at-not-yet', { value: text });
  return { instant: instant.toISOString() };
};
