import type { z } from 'zod';

/** A request that does not fit its contract; the sentence is made by the filter, which knows the caller's language. */
export class Malformed extends Error {
  constructor(readonly issues: readonly z.core.$ZodIssue[]) {
    super('malformed request');
  }
}
