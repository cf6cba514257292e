import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { language } from '@app/kernel/language';
import { nonNegativeYuan, positiveYuan, yuan } from '@app/kernel/yuan';
import { knownAtText } from './aging';
import { pageOf, paging } from './paging';

export const statementPath = z.strictObject({ statementId: id });
export const statementQuery = z.strictObject({
  from: businessDate,
  to: businessDate,
  /** Left out: all that is known now. */
  knownAt: knownAtText.optional(),
  lang: language.optional(),
});
export const statementPaperQuery = z.strictObject({ lang: language.optional() });

/** What changes what a customer owes; an allocation moves money that is owed already, and is none of these. */
export const statementMovementKind = z.enum([
  'opened',
  'paid',
  'credited',
  'written-off',
  'recovered',
  'reversed',
  'note-cancelled',
  'difference',
]);
export type StatementMovementKind = z.infer<typeof statementMovementKind>;
export const receivableKind = z.enum(['invoice', 'debit-note', 'opening-balance', 'interest', 'bill-claim']);
export type ReceivableKind = z.infer<typeof receivableKind>;

export const statementMovement = z
  .strictObject({
    position: z.string(),
    kind: statementMovementKind,
    date: businessDate,
    /** Where it was recorded on another day than the one that it counts from. */
    recordedOn: businessDate.optional(),
    document: z.string(),
    text: z.string(),
    /** More than zero: is owed; less: no longer. */
    amount: yuan,
    balance: yuan,
  })
  .meta({ id: 'StatementMovement' });
export type StatementMovement = z.infer<typeof statementMovement>;

export const statementItem = z
  .strictObject({
    receivableId: id,
    kind: receivableKind,
    documentId: id.optional(),
    invoiceDate: businessDate,
    dueDate: businessDate,
    amount: positiveYuan,
    open: positiveYuan,
    disputed: nonNegativeYuan,
    /** At the end of the period; below zero it is not due yet. */
    daysOverdue: z.int(),
  })
  .meta({ id: 'StatementItem' });
export type StatementItem = z.infer<typeof statementItem>;

/** A payment or a credit note of which something has been taken by no receivable. */
export const statementCredit = z.strictObject({ id, date: businessDate, amount: positiveYuan, left: positiveYuan });

/** GET /api/customers/{customerId}/statement: with `knownAt.position` it can be had again to the byte. */
export const statementOfAccount = z
  .strictObject({
    customerId: id,
    customerName: z.string(),
    from: businessDate,
    to: businessDate,
    knownAt: z.strictObject({ position: z.string(), recordedAt: z.string() }),
    currency: z.literal('CNY'),
    opening: yuan,
    movements: z.array(statementMovement),
    /** The sums of what was added and of what was taken off. */
    charged: nonNegativeYuan,
    credited: nonNegativeYuan,
    closing: yuan,
    openItems: z.array(statementItem),
    unallocatedCash: z.array(statementCredit),
    unappliedNotes: z.array(statementCredit),
    receivables: nonNegativeYuan,
    cash: nonNegativeYuan,
    notes: nonNegativeYuan,
    disputed: nonNegativeYuan,
    overdue: nonNegativeYuan,
    /** Opening and movements are the closing balance; open items less cash less credit notes are the same, added up apart. */
    proof: z.strictObject({ opening: yuan, movements: yuan, closing: yuan, items: yuan }),
  })
  .meta({ id: 'StatementOfAccount' });
export type StatementOfAccount = z.infer<typeof statementOfAccount>;

/** PUT /api/statements/{statementId}: issued as it is known now, to be confirmed by the customer. */
export const issueStatement = z
  .strictObject({ customerId: id, from: businessDate, to: businessDate })
  .meta({ id: 'IssueStatement' });
export const confirmStatement = z
  .strictObject({
    /** Who signed at the customer. */
    confirmedBy: z.string().trim().min(1).max(140),
    on: businessDate.optional(),
    /** SHA-256 of the signed copy. */
    attachment: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  })
  .meta({ id: 'ConfirmStatement' });
export const contestStatement = z
  .strictObject({
    reason: z.string().trim().min(1).max(500),
    /** What the customer says that it owes. */
    amount: nonNegativeYuan.optional(),
    contestedBy: z.string().trim().min(1).max(140).optional(),
    on: businessDate.optional(),
  })
  .meta({ id: 'ContestStatement' });

export const statementState = z.enum(['issued', 'confirmed', 'contested']);
export const statementRecord = z
  .strictObject({
    statementId: id,
    customerId: id,
    customerName: z.string(),
    from: businessDate,
    to: businessDate,
    position: z.string(),
    opening: yuan,
    closing: yuan,
    sha256: z.string(),
    issuedBy: z.string(),
    issuedOn: businessDate,
    state: statementState,
    /** The last day on which an answer is in time, by policy. */
    answerBy: businessDate,
    /** 0: in time, or answered. */
    daysLate: z.int(),
    confirmation: z
      .strictObject({ confirmedBy: z.string(), on: businessDate, attachment: z.string().optional() })
      .optional(),
    contest: z
      .strictObject({
        reason: z.string(),
        amount: yuan.optional(),
        contestedBy: z.string().optional(),
        on: businessDate,
      })
      .optional(),
  })
  .meta({ id: 'StatementRecord' });
export type StatementRecord = z.infer<typeof statementRecord>;

export const statementListQuery = z.strictObject({
  ...paging,
  state: statementState.optional(),
  customerId: id.optional(),
  /** Only those that should have been answered. */
  late: z.stringbool().default(false),
});
/** GET /api/statements, the newest first. */
export const statementPage = pageOf(statementRecord).meta({ id: 'StatementPage' });
export type StatementPage = z.infer<typeof statementPage>;
