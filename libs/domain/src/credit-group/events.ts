import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { event } from '@app/kernel/message';
import { nonNegativeYuan, positiveYuan, yuan } from '@app/kernel/yuan';

// What is on disk; see customer/events. A room is what a shipment of a member has been given of the group's limit, from
// before the account is asked until the account's exposure is known to hold it.
const on = businessDate;
const by = z.string();
const reason = z.string().min(1).max(500);
const member = { groupId: id, customerId: id };
const token = z.string().min(1).max(64);
/** Of the member's account: everything up to this event of it is in the exposure. */
const revision = z.int().nonnegative();
/** The rooms that the exposure holds by now: they end with it. */
const settled = z.array(token);

export const creditGroupEvent = z.discriminatedUnion('type', [
  event('GroupFormed', { groupId: id, name: z.string().min(1).max(140), limit: nonNegativeYuan, formedBy: by, on }),
  event('GroupLimitChanged', { groupId: id, changeId: id, limit: nonNegativeYuan, reason, changedBy: by, on }),
  event('MemberJoined', { ...member, cap: nonNegativeYuan.optional(), exposure: yuan, revision, settled, on }),
  /** Left out: there is no cap any more. */
  event('MemberCapChanged', { ...member, cap: nonNegativeYuan.optional(), changedBy: by, on }),
  event('MemberLeft', { ...member, revision, settled, on }),
  event('MemberExposureNoted', { ...member, exposure: yuan, revision, settled, on }),

  event('GroupRoomTaken', { ...member, shipmentId: id, token, amount: positiveYuan, on }),
  event('GroupRoomRefused', {
    ...member,
    shipmentId: id,
    amount: positiveYuan,
    /** Which of the two had no room; the figures are those of that one. */
    because: z.enum(['limit', 'cap']),
    limit: nonNegativeYuan,
    used: yuan,
    missing: positiveYuan,
    on,
  }),
  /** Refused: the account said no. Abandoned: the account can never say yes any more. */
  event('GroupRoomReturned', {
    ...member,
    shipmentId: id,
    token,
    amount: positiveYuan,
    reason: z.enum(['refused', 'abandoned']),
    on,
  }),
]);
export type CreditGroupEvent = z.infer<typeof creditGroupEvent>;
