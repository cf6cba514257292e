import { z } from 'zod';

export const ID_MAX = 64;

/**
 * An id that the caller chose: letters of any script, digits, `.`, `_`, `-`; it starts with a letter or digit.
 * It names streams and stands in addresses, hence no spaces, slashes, colons or control characters.
 */
export const id = z
  .string()
  .min(1)
  .max(ID_MAX)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u)
  .meta({ id: 'Id', description: 'Chosen by the caller; letters, digits, `.`, `_`, `-`', example: 'C-0001' });

/** A person or machine as it signs its requests. */
export const actor = id.describe('Who asks: a role and a name, e.g. approver-wang');

/** A receivable is known by its document number within one account: this is its name outside the account. */
export const followUpId = (customerId: string, receivableId: string): string => `${customerId}:${receivableId}`;
