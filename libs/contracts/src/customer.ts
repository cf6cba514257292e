import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { creditCode } from '@app/kernel/credit-code';
import { id } from '@app/kernel/identity';
import { nonNegativeYuan, yuan } from '@app/kernel/yuan';
import { statement } from '@app/credit-model/statement';
import { fileView } from './customer/file-view';
import { pageOf, paging } from './paging';

export const customerPath = z.strictObject({ customerId: id });
export const statementPath = z.strictObject({ customerId: id, year: z.coerce.number().int().min(1990).max(2199) });

/** PUT /api/customers/{customerId} */
export const registerCustomer = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    creditCode,
    sellingUnit: z.string().trim().min(1).max(60),
    industry: z.string().max(60).optional(),
    customerSince: businessDate.optional(),
    contact: z.strictObject({ name: z.string().max(60), phone: z.string().max(40) }).optional(),
  })
  .meta({ id: 'RegisterCustomer' });

/** PUT /api/customers/{customerId}/statements/{year}: the year stands in the address. */
const { unit, balance, income, cashFlow, comparative, fromComparative } = statement.shape;
export const recordStatement = z
  .strictObject({ unit, balance, income, cashFlow, comparative, fromComparative })
  .superRefine((body, context) => {
    const asYear = statement.safeParse({ ...body, year: 2000 });
    for (const issue of asYear.error?.issues ?? []) context.addIssue({ ...issue });
  })
  .meta({ id: 'RecordStatement' });

export const customerQuery = z.strictObject({
  ...paging,
  search: z.string().max(80).optional(),
  unit: z.string().max(60).optional(),
  state: z.enum(['held', 'blacklisted', 'overdue']).optional(),
});

/** How a customer stands today: the row of the list, and the head of its page. */
export const customerRow = z
  .strictObject({
    customerId: id,
    name: z.string(),
    sellingUnit: z.string(),
    grade: z.string().optional(),
    limit: nonNegativeYuan,
    exposure: yuan,
    available: yuan,
    overdue: nonNegativeYuan,
    held: z.boolean(),
    blacklisted: z.boolean(),
    demo: z.boolean(),
  })
  .meta({ id: 'CustomerRow' });
export type CustomerRow = z.infer<typeof customerRow>;
export const customerPage = pageOf(customerRow).meta({ id: 'CustomerPage' });
export type CustomerPage = z.infer<typeof customerPage>;

/** What makes up the exposure; `limit` is the limit in force on the day, 0 without a valid agreement. */
export const exposureView = z
  .strictObject({
    /** Of `unlimited`, `limit` is zero and `available` the most that can be asked for at once. */
    limitKind: z.enum(['none', 'amount', 'unlimited']),
    limit: nonNegativeYuan,
    /** 临时授信 in force, on top of the limit. */
    temporary: nonNegativeYuan,
    greenChannel: nonNegativeYuan,
    reserved: nonNegativeYuan,
    /** Reserved beyond the horizon: it does not count before it is called off. */
    planned: nonNegativeYuan,
    /** Dispatched, and on no invoice yet. */
    dispatched: nonNegativeYuan,
    receivables: nonNegativeYuan,
    /** Part of `receivables`. */
    disputed: nonNegativeYuan,
    bills: nonNegativeYuan,
    unallocatedCash: nonNegativeYuan,
    /** Credit notes that no receivable has taken yet. */
    creditNotes: nonNegativeYuan,
    deposits: nonNegativeYuan,
    exposure: yuan,
    available: yuan,
  })
  .meta({ id: 'Exposure' });
export type ExposureView = z.infer<typeof exposureView>;

export const receivableRow = z
  .strictObject({
    receivableId: id,
    amount: nonNegativeYuan,
    open: nonNegativeYuan,
    disputed: nonNegativeYuan,
    invoiceDate: businessDate,
    dueDate: businessDate,
    /** 0 when not overdue; the day after the due date is 1. */
    daysOverdue: z.int(),
    held: z.boolean(),
  })
  .meta({ id: 'ReceivableRow' });
export type ReceivableRow = z.infer<typeof receivableRow>;

export const customerFile = z
  .strictObject({
    customerId: id,
    name: z.string(),
    creditCode: z.string().optional(),
    sellingUnit: z.string(),
    industry: z.string().optional(),
    customerSince: businessDate.optional(),
    contact: z.object({ name: z.string(), phone: z.string() }).optional(),
    demo: z.boolean(),
    asOf: businessDate,
    grade: z.string().optional(),
    agreement: z
      .strictObject({
        agreementId: id,
        limit: nonNegativeYuan,
        termDays: z.int(),
        validFrom: businessDate,
        validTo: businessDate,
      })
      .optional(),
    exposure: exposureView,
    overdue: nonNegativeYuan,
    heldFor: z.array(id),
    blacklisted: z.boolean(),
    badCreditRecords: z.int(),
    statementYears: z.array(z.int()),
    applications: z.array(
      z.strictObject({ applicationId: id, stage: z.string(), amount: nonNegativeYuan, filedOn: businessDate }),
    ),
    /** Open ones, the most overdue first; at most 200. */
    receivables: z.array(receivableRow),
    file: fileView,
  })
  .meta({ id: 'CustomerFile' });
export type CustomerFile = z.infer<typeof customerFile>;

export const timelineQuery = z.strictObject({ ...paging });
/** One event as people read it; `text` is in the caller's language. Newest first. */
export const timelineEntry = z
  .strictObject({
    position: z.string(),
    on: businessDate,
    recordedAt: z.string(),
    by: z.string(),
    type: z.string(),
    text: z.string(),
    tone: z.enum(['neutral', 'good', 'warning', 'bad']),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof timelineEntry>;
export const timelinePage = pageOf(timelineEntry).meta({ id: 'TimelinePage' });
export type TimelinePage = z.infer<typeof timelinePage>;
