import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { policyStamp } from '@app/kernel/policy-stamp';
import { nonNegativeYuan, positiveYuan, yuan } from '@app/kernel/yuan';
import { exposureView } from './customer';

export const shipmentPath = z.strictObject({ customerId: id, shipmentId: id });
export const dispatchPath = z.strictObject({ customerId: id, shipmentId: id, dispatchId: id });
/** One rule's say; `text` is in the caller's language. */
export const ruleView = z
  .strictObject({
    rule: z.string(),
    outcome: z.enum(['pass', 'warn', 'block']),
    text: z.string(),
    facts: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Rule' });
export type RuleView = z.infer<typeof ruleView>;

export const amendmentPath = z.strictObject({ customerId: id, shipmentId: id, amendmentId: id });
export const checkpointPath = z.strictObject({
  customerId: id,
  shipmentId: id,
  checkpoint: z.enum(['delivery', 'goods-issue']),
});

const goods = z.string().trim().min(1).max(140);
const termDays = z.int().positive().max(720);
/** What an order may say of itself beside its amount. */
const orderTerms = {
  deliverOn: businessDate.optional(),
  /** Payment terms that the order wants; left out: those of the agreement. */
  termDays: termDays.optional(),
  goods: goods.optional(),
  /** A special approval that it is to use. */
  approvalId: id.optional(),
};

/** What would let a refused shipment through; `text` is in the caller's language. */
export const wayOut = z
  .strictObject({
    way: z.enum([
      'pay',
      'pay-receivable',
      'ship-less',
      'special-approval',
      'lift-hold',
      'lift-blacklist',
      'agreement',
      'security',
      'statement',
      'customer-file',
      'agreed-terms',
    ]),
    text: z.string(),
    amount: positiveYuan.optional(),
    receivableId: id.optional(),
    daysLate: z.int().nonnegative().optional(),
    holdId: id.optional(),
    /** Whose authority reaches it. */
    roles: z.array(z.string()).optional(),
    termDays: z.int().optional(),
  })
  .meta({ id: 'WayOut' });
export type WayOutView = z.infer<typeof wayOut>;

/** GET /api/customers/{customerId}/shipment-check?amount=… */
export const shipmentCheckQuery = z.strictObject({
  amount: positiveYuan,
  deliverOn: businessDate.optional(),
  termDays: z.coerce.number().int().positive().max(720).optional(),
  goods: goods.optional(),
  approvalId: id.optional(),
  shipmentId: id.optional(),
  /** An instant of the past: the answer as it was then. */
  at: z.iso.datetime({ offset: true }).optional(),
});
export const shipmentCheck = z
  .strictObject({
    decision: z.enum(['yes', 'no']),
    amount: positiveYuan,
    asOf: businessDate,
    /** Asked of the past: what was known at this instant. */
    knownAt: z.string().optional(),
    /** The revision of the account's stream that the answer was read from; −1 while there is none. */
    revision: z.int(),
    policy: policyStamp,
    exposure: exposureView,
    rules: z.array(ruleView),
    /** To be delivered beyond the horizon: it takes no room before it is called off. */
    isPlanned: z.boolean(),
    /** The special approval that lets it through, and how much of it that takes. */
    approval: z.strictObject({ approvalId: id, amount: positiveYuan }).optional(),
    waysOut: z.array(wayOut),
  })
  .meta({ id: 'ShipmentCheck' });
export type ShipmentCheck = z.infer<typeof shipmentCheck>;

/** PUT /api/customers/{customerId}/shipments/{shipmentId}/authorisation */
export const authoriseShipment = z
  .strictObject({
    amount: positiveYuan,
    ...orderTerms,
    /** Left out: as long as the policy lets a reservation stand. */
    expiresOn: businessDate.optional(),
  })
  .meta({ id: 'AuthoriseShipment' });
export const authorisationReply = z
  .strictObject({
    decision: z.enum(['authorised', 'planned', 'refused']),
    shipmentId: id,
    amount: positiveYuan,
    available: yuan,
    expiresOn: businessDate.optional(),
    approval: z.strictObject({ approvalId: id, amount: positiveYuan }).optional(),
    rules: z.array(ruleView),
    waysOut: z.array(wayOut),
  })
  .meta({ id: 'AuthorisationReply' });
export type AuthorisationReply = z.infer<typeof authorisationReply>;

/** PUT …/shipments/{shipmentId}/call-off: what was planned beyond the horizon takes its room now. */
export const callOffShipment = z
  .strictObject({ approvalId: id.optional(), termDays: termDays.optional() })
  .meta({ id: 'CallOffShipment' });

/** PUT …/shipments/{shipmentId}/amendments/{amendmentId}: up is checked for the difference, down gives it back. */
export const amendShipment = z
  .strictObject({
    amount: positiveYuan,
    expiresOn: businessDate.optional(),
    approvalId: id.optional(),
    termDays: termDays.optional(),
  })
  .meta({ id: 'AmendShipment' });
/** What was decided on a reservation that stands. */
export const reservationReply = z
  .strictObject({
    decision: z.enum(['accepted', 'refused']),
    shipmentId: id,
    /** Of the whole document, and what of it is still reserved. */
    amount: nonNegativeYuan,
    open: nonNegativeYuan,
    available: yuan,
    expiresOn: businessDate,
    rules: z.array(ruleView),
    recorded: z.array(z.string()),
  })
  .meta({ id: 'ReservationReply' });
export type ReservationReply = z.infer<typeof reservationReply>;

export const passCheckpoint = z.strictObject({ approvalId: id.optional() }).meta({ id: 'PassCheckpoint' });

/** PUT /api/customers/{customerId}/shipments/{shipmentId}/dispatches/{dispatchId} */
export const dispatchShipment = z
  .strictObject({
    amount: positiveYuan,
    /** The invoice that it opens; left out: it is invoiced later. */
    receivableId: id.optional(),
    invoiceDate: businessDate.optional(),
    dueDate: businessDate.optional(),
    approvalId: id.optional(),
  })
  .meta({ id: 'DispatchShipment' });

export const LINES_MAX = 1_000;
const lineBase = { lineId: id, customerId: id, amount: positiveYuan, ...orderTerms };
/** POST /api/shipment-checks: may each of these be shipped? `together`: each after those before it have taken their room. */
export const checkShipments = z
  .strictObject({
    lines: z.array(z.strictObject(lineBase)).min(1).max(LINES_MAX),
    together: z.boolean().default(false),
  })
  .meta({ id: 'CheckShipments' });
/** POST /api/shipment-authorisations: each line is authorised or refused by itself, once for its shipment. */
export const authoriseShipments = z
  .strictObject({
    lines: z
      .array(z.strictObject({ ...lineBase, shipmentId: id, expiresOn: businessDate.optional() }))
      .min(1)
      .max(LINES_MAX),
  })
  .meta({ id: 'AuthoriseShipments' });
/** One line's answer: what a check or an authorisation of its own would have said, or what was wrong with it. */
export const lineAnswer = z.strictObject({
  lineId: id,
  customerId: id,
  decision: z.enum(['yes', 'no', 'authorised', 'planned', 'refused', 'problem']),
  available: yuan.optional(),
  /** Only those that stop it. */
  rules: z.array(ruleView).optional(),
  problem: z.strictObject({ code: z.string(), text: z.string() }).optional(),
});
export type LineAnswer = z.infer<typeof lineAnswer>;
export const lineAnswers = z
  .strictObject({ asOf: businessDate, yes: z.int(), no: z.int(), problems: z.int(), lines: z.array(lineAnswer) })
  .meta({ id: 'LineAnswers' });
export type LineAnswers = z.infer<typeof lineAnswers>;
