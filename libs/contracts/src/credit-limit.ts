import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { policyStamp } from '@app/kernel/policy-stamp';
import { ruleName } from '@app/kernel/rule-outcome';
import { nonNegativeYuan, positiveYuan } from '@app/kernel/yuan';
import { exposureView } from './customer';
import { pageOf, paging } from './paging';

const reason = z.string().trim().min(1).max(500);

export const limitChangePath = z.strictObject({ customerId: id, changeId: id });
export const temporaryLimitPath = z.strictObject({ customerId: id, raiseId: id });
export const approvalPath = z.strictObject({ customerId: id, approvalId: id });
export const holdPath = z.strictObject({ customerId: id, holdId: id });
export const billPath = z.strictObject({ customerId: id, billId: id });
export const depositPath = z.strictObject({ customerId: id, depositId: id });
export const depositReturnPath = z.strictObject({ customerId: id, depositId: id, returnId: id });

/** A limit as it is meant: "0.00" is no credit, and no limit is said in a word of its own. */
export const agreedLimit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount'), amount: nonNegativeYuan }),
  z.strictObject({ kind: z.literal('unlimited') }),
]);

/** PUT /api/customers/{customerId}/limit-changes/{changeId}: from today unless it says otherwise; below what is owed too. */
export const changeLimit = z
  .strictObject({ limit: agreedLimit, from: businessDate.optional(), to: businessDate.optional(), reason })
  .meta({ id: 'ChangeLimit' });

/** PUT /api/customers/{customerId}/temporary-limits/{raiseId}: 临时授信, on top of the limit from its first day to its last. */
export const grantTemporaryLimit = z
  .strictObject({ amount: positiveYuan, from: businessDate, to: businessDate, reason })
  .meta({ id: 'GrantTemporaryLimit' });

/** PUT /api/customers/{customerId}/special-approvals/{approvalId}: 特批, for one order unless it says otherwise. */
export const grantSpecialApproval = z
  .strictObject({
    /** As much as it lets through beyond the rules, all its uses together. */
    amount: positiveYuan,
    uses: z.int().positive().max(1000).default(1),
    expiresOn: businessDate,
    /** The rules that it excuses. */
    excuses: z.array(ruleName).min(1).max(30).default(['free-limit']),
    /** Only for these goods, named by the order in the same words. */
    goods: z.string().trim().min(1).max(140).optional(),
    /** Used by this shipment alone, without being named by it. */
    shipmentId: id.optional(),
    reason,
  })
  .meta({ id: 'GrantSpecialApproval' });

export const withReason = z.strictObject({ reason }).meta({ id: 'WithReason' });

/** PUT /api/customers/{customerId}/holds/{holdId}: by hand, until somebody lifts it. */
export const placeHold = z
  .strictObject({ cause: z.enum(['manual', 'agreement-suspended']).default('manual'), reason })
  .meta({ id: 'PlaceHold' });

/** PUT /api/customers/{customerId}/bills/{billId}: 承兑汇票; pays the oldest first unless `allocate` names receivables. */
export const receiveBill = z
  .strictObject({
    amount: positiveYuan,
    kind: z.enum(['bank', 'commercial']),
    drawer: z.string().trim().max(140).default(''),
    maturesOn: businessDate,
    allocate: z
      .array(z.strictObject({ receivableId: id, amount: positiveYuan }))
      .max(500)
      .optional(),
  })
  .meta({ id: 'ReceiveBill' });
export const honourBill = z.strictObject({ valueDate: businessDate.optional() }).meta({ id: 'HonourBill' });

/** PUT /api/customers/{customerId}/deposits/{depositId}: 保证金, lowers the exposure while it is held. */
export const receiveDeposit = z
  .strictObject({ amount: positiveYuan, reference: z.string().trim().max(140).default('') })
  .meta({ id: 'ReceiveDeposit' });
export const returnDeposit = z.strictObject({ amount: positiveYuan }).meta({ id: 'ReturnDeposit' });

/** An instant of the past: the account as it was known then. */
export const atQuery = z.strictObject({ at: z.iso.datetime({ offset: true }).optional() });

/** One cause for which nothing ships now; `text` is in the caller's language. */
export const holdCause = z
  .strictObject({
    cause: z.enum([
      'overdue',
      'blacklist',
      'manual',
      'agreement-suspended',
      'over-limit',
      'agreement-lapsed',
      'security-lapsed',
    ]),
    id: z.string(),
    text: z.string(),
    since: businessDate.optional(),
    /** It goes when its reason is gone; the others take a person. */
    byItself: z.boolean(),
  })
  .meta({ id: 'HoldCause' });
export type HoldCauseView = z.infer<typeof holdCause>;

/** GET /api/customers/{customerId}/account */
export const accountView = z
  .strictObject({
    customerId: id,
    asOf: businessDate,
    knownAt: z.string().optional(),
    revision: z.int(),
    policy: policyStamp,
    exposure: exposureView,
    agreement: z
      .strictObject({
        agreementId: id,
        grade: z.string(),
        termDays: z.int(),
        validFrom: businessDate,
        validTo: businessDate,
        isSecured: z.boolean(),
        reward: z.strictObject({ percent: z.string(), withinDays: z.int() }).optional(),
        onTimeReward: z.strictObject({ percent: z.string() }).optional(),
        inForce: z.boolean(),
      })
      .optional(),
    limits: z.array(
      z.strictObject({
        changeId: id,
        limit: agreedLimit,
        from: businessDate,
        to: businessDate.optional(),
        inForce: z.boolean(),
      }),
    ),
    temporaries: z.array(
      z.strictObject({
        raiseId: id,
        amount: positiveYuan,
        from: businessDate,
        to: businessDate,
        state: z.enum(['to-come', 'in-force', 'over', 'withdrawn']),
      }),
    ),
    approvals: z.array(
      z.strictObject({
        approvalId: id,
        amount: positiveYuan,
        left: nonNegativeYuan,
        uses: z.int(),
        usesLeft: z.int(),
        expiresOn: businessDate,
        excuses: z.array(z.string()),
        goods: z.string().optional(),
        shipmentId: id.optional(),
        grantedBy: z.string(),
        state: z.enum(['live', 'used-up', 'lapsed', 'withdrawn']),
      }),
    ),
    allowances: z.array(
      z.strictObject({
        allowanceId: id,
        amount: positiveYuan,
        /** By then the assessment that it owes has to be done. */
        expiresOn: businessDate,
        live: z.boolean(),
      }),
    ),
    causes: z.array(holdCause),
  })
  .meta({ id: 'CreditAccount' });
export type AccountView = z.infer<typeof accountView>;

export const exposureComponent = z.enum([
  'reserved',
  'planned',
  'dispatched',
  'receivables',
  'disputed',
  'bills',
  'unallocatedCash',
  'creditNotes',
  'deposits',
]);
export type ExposureComponent = z.infer<typeof exposureComponent>;
export const componentPath = z.strictObject({ customerId: id, component: exposureComponent });
export const componentQuery = z.strictObject({ ...paging, at: z.iso.datetime({ offset: true }).optional() });
/** One item of a component; `date` is when it ends, falls due, matures or came in, as the component has it. */
export const componentItem = z.strictObject({
  id,
  amount: nonNegativeYuan,
  date: businessDate.optional(),
  shipmentId: id.optional(),
  note: z.string().optional(),
});
export type ComponentItem = z.infer<typeof componentItem>;
/** GET /api/customers/{customerId}/exposure/{component}: what the sum is made of; the sum itself beside it. */
export const componentPage = pageOf(componentItem)
  .extend({ component: exposureComponent, sum: nonNegativeYuan })
  .meta({ id: 'ExposureComponent' });
export type ComponentPage = z.infer<typeof componentPage>;

/** GET /api/customers/{customerId}/holds: placed and lifted, who and when and why, newest first. */
export const holdQuery = z.strictObject({ ...paging });
