import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { event } from '@app/kernel/message';
import { nonNegativeYuan, yuan } from '@app/kernel/yuan';

// What is on disk; see customer/events. The statement itself lies nowhere: with its period and its position in the log it
// can be made again, and the hash says whether it came out the same.
const on = businessDate;
const statementId = id;
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const statementEvent = z.discriminatedUnion('type', [
  event('StatementIssued', {
    statementId,
    customerId: id,
    from: businessDate,
    to: businessDate,
    /** As known up to this place in the log. */
    position: z.string(),
    opening: yuan,
    closing: yuan,
    sha256: hash,
    issuedBy: z.string(),
    on,
  }),
  /** Signed by somebody at the customer; `attachment` is the hash of the signed copy. */
  event('StatementConfirmed', {
    statementId,
    confirmedBy: z.string().min(1).max(140),
    recordedBy: z.string(),
    attachment: hash.optional(),
    on,
  }),
  event('StatementContested', {
    statementId,
    reason: z.string().min(1).max(500),
    /** What the customer says that it owes. */
    amount: nonNegativeYuan.optional(),
    contestedBy: z.string().min(1).max(140).optional(),
    recordedBy: z.string(),
    on,
  }),
]);
export type StatementEvent = z.infer<typeof statementEvent>;
