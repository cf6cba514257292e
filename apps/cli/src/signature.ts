import { actor } from '@app/kernel/identity';
import { Problem } from '@app/kernel/problem';

/** Who signs, as it was typed; throws `id-malformed`. */
export const signature = (by: string): string => {
  const signed = actor.safeParse(by);
  if (signed.success) return signed.data;
  throw new Problem('id-malformed', { value: by });
};
