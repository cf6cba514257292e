import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { nonNegativeYuan, positiveYuan, yuan } from '@app/kernel/yuan';
import { pageOf, paging } from './paging';

export const groupPath = z.strictObject({ groupId: id });
export const groupLimitPath = z.strictObject({ groupId: id, changeId: id });
export const groupMemberPath = z.strictObject({ groupId: id, customerId: id });

/** PUT /api/credit-groups/{groupId}: several customers share one limit from then on. */
export const formGroup = z
  .strictObject({ name: z.string().trim().min(1).max(140), limit: nonNegativeYuan })
  .meta({ id: 'FormGroup' });

/** PUT /api/credit-groups/{groupId}/limits/{changeId}: also below what is used, and then nothing ships. */
export const changeGroupLimit = z
  .strictObject({ limit: nonNegativeYuan, reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'ChangeGroupLimit' });

/** PUT /api/credit-groups/{groupId}/members/{customerId}: without a cap the member may use all of the group's limit. */
export const setGroupMember = z.strictObject({ cap: nonNegativeYuan.optional() }).meta({ id: 'SetGroupMember' });

export const creditGroupQuery = z.strictObject({ ...paging });
export const creditGroupRow = z
  .strictObject({
    groupId: id,
    name: z.string(),
    limit: nonNegativeYuan,
    used: yuan,
    available: yuan,
    members: z.int(),
    rooms: z.int(),
  })
  .meta({ id: 'CreditGroupRow' });
export type CreditGroupRow = z.infer<typeof creditGroupRow>;
export const creditGroupPage = pageOf(creditGroupRow).meta({ id: 'CreditGroupPage' });
export type CreditGroupPage = z.infer<typeof creditGroupPage>;

export const groupMember = z
  .strictObject({
    customerId: id,
    /** False: it has left, and a shipment of before is not finished yet. */
    isIn: z.boolean(),
    cap: nonNegativeYuan.optional(),
    /** As the account said it last. */
    exposure: yuan,
    /** Of shipments on their way, not in the exposure yet. */
    inRooms: yuan,
    used: yuan,
  })
  .meta({ id: 'GroupMember' });
export const groupRoom = z
  .strictObject({ customerId: id, shipmentId: id, amount: positiveYuan, on: businessDate })
  .meta({ id: 'GroupRoom' });

/** GET /api/credit-groups/{groupId}: from the log itself. */
export const creditGroupView = z
  .strictObject({
    groupId: id,
    name: z.string(),
    limit: nonNegativeYuan,
    used: yuan,
    available: yuan,
    members: z.array(groupMember),
    rooms: z.array(groupRoom),
  })
  .meta({ id: 'CreditGroup' });
export type CreditGroupView = z.infer<typeof creditGroupView>;
