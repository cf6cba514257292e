import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { nonNegativeYuan, positiveYuan, yuan } from '@app/kernel/yuan';

const reason = z.string().trim().min(1).max(500);

export const writeOffPath = z.strictObject({ customerId: id, receivableId: id, writeOffId: id });
export const recoveryPath = z.strictObject({ customerId: id, receivableId: id, writeOffId: id, recoveryId: id });

/** PUT /api/customers/{customerId}/receivables/{receivableId}/write-offs/{writeOffId}: 坏账核销. */
export const writeOffReceivable = z
  .strictObject({
    /** Left out: all that is open. */
    amount: positiveYuan.optional(),
    /** Left out: today. */
    valueDate: businessDate.optional(),
    reason,
  })
  .meta({ id: 'WriteOffReceivable' });

/** PUT …/write-offs/{writeOffId}/recoveries/{recoveryId}: so much is owed again, and paid like anything else. */
export const recoverWriteOff = z
  .strictObject({ amount: positiveYuan, valueDate: businessDate.optional() })
  .meta({ id: 'RecoverWriteOff' });

/** GET /api/customers/{customerId}/receivables/{receivableId}: a receivable as it stands, with what corrected it. */
export const receivableReply = z
  .strictObject({
    receivableId: id,
    kind: z.enum(['invoice', 'debit-note', 'opening-balance', 'interest', 'bill-claim']),
    documentId: id.optional(),
    amount: positiveYuan,
    open: nonNegativeYuan,
    state: z.enum(['open', 'settled']),
    invoiceDate: businessDate,
    dueDate: businessDate,
    /** Before any extension. */
    dueDateAtFirst: businessDate,
    shipmentId: id.optional(),
    disputed: nonNegativeYuan,
    /** What credit notes that correct it come to. */
    credited: nonNegativeYuan,
    /** The most that another credit note of it may come to. */
    creditable: nonNegativeYuan,
    /** The credit note that rewards its payment in time. */
    reward: id.optional(),
    writeOffs: z.array(
      z.strictObject({
        writeOffId: id,
        amount: positiveYuan,
        valueDate: businessDate,
        recovered: nonNegativeYuan,
      }),
    ),
    /** It holds the account's shipments. */
    holds: z.boolean(),
    available: yuan,
  })
  .meta({ id: 'ReceivableReply' });
export type ReceivableReply = z.infer<typeof receivableReply>;
