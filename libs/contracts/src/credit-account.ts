import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { positiveYuan } from '@app/kernel/yuan';

const reason = z.string().trim().min(1).max(500);

export const receivablePath = z.strictObject({ customerId: id, receivableId: id });
export const disputePath = z.strictObject({ customerId: id, receivableId: id, disputeId: id });
export const extensionPath = z.strictObject({ customerId: id, receivableId: id, extensionId: id });

export const raiseDispute = z
  .strictObject({ amount: positiveYuan, reason, nonCredit: z.boolean() })
  .meta({ id: 'RaiseDispute' });
export const closeDispute = z.strictObject({ outcome: reason }).meta({ id: 'CloseDispute' });
export const requestExtension = z.strictObject({ newDueDate: businessDate, reason }).meta({ id: 'RequestExtension' });
export const decideExtension = z
  .discriminatedUnion('verdict', [
    z.strictObject({ verdict: z.literal('grant') }),
    z.strictObject({ verdict: z.literal('refuse'), reason }),
  ])
  .meta({ id: 'DecideExtension' });
export const liftHold = z.strictObject({ reason }).meta({ id: 'LiftHold' });

/** What every write answers that has nothing better to say. */
export const accepted = z.strictObject({ stream: z.string(), revision: z.int(), recorded: z.array(z.string()) }).meta({
  id: 'Accepted',
  description: 'The names of the events that this request recorded; none when it was a resend',
});
export type Accepted = z.infer<typeof accepted>;
