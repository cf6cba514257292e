import type { z } from 'zod';
import { assess } from '@app/credit-model/assess';
import type { creditAccountEvent } from '@app/domain/credit-account/events';
import type { creditApplicationEvent } from '@app/domain/credit-application/events';
import type { customerEvent } from '@app/domain/customer/events';
import type { followUpEvent } from '@app/domain/follow-up/events';
import { exampleFile, standardPolicy } from './scoring-policy';

/** One of each: an event without a sample does not compile. They are told as stories, each on one stream. */
type SamplesOf<Event extends { type: string; data: object }> = {
  readonly [Type in Event['type']]: Extract<Event, { type: Type }>['data'];
};

const on = '2026-03-01';
const later = '2026-12-31';
const amount = '1234567.80';
const policy = { id: 'p', version: 1, hash: 'ab'.repeat(32) };
const application = { applicationId: 'AP-1', customerId: 'C-1', on };
const receivable = { customerId: 'C-1', receivableId: 'R-1', on };
const shipment = { customerId: 'C-1', shipmentId: 'S-1', amount, on };
const agreement = { agreementId: 'HT-1', limit: amount, termDays: 60, grade: '3A2', validFrom: on, validTo: later };
const step = { ...receivable, step: 'hold', nth: 1, ruleDate: on } as const;
const plan = [{ step: 'hold', nth: 1, date: later }] as const;

const customer: SamplesOf<z.input<typeof customerEvent>> = {
  CustomerRegistered: {
    customerId: 'C-1',
    name: '长春农机',
    creditCode: '91350100M000100Y43',
    sellingUnit: '东北',
    industry: 'machinery',
    customerSince: '2019-02-28',
    contact: { name: '王芳', phone: '0431-1234567' },
    demo: false,
    on,
  },
  StatementRecorded: {
    customerId: 'C-1',
    statement: exampleFile('assess-worked-example').statements[0]!,
    recordedBy: 'li',
    on,
  },
  BadCreditRecorded: { ...receivable, step: 'warn', openAmount: amount, daysOverdue: 7 },
};

const input = exampleFile('assess-worked-example');
const creditApplication: SamplesOf<z.input<typeof creditApplicationEvent>> = {
  ApplicationFiled: {
    ...application,
    amount,
    termDays: 60,
    products: '收割机',
    reason: 'season',
    expectedMonthlySales: '300000.00',
    sellingUnit: '东北',
    filedBy: 'zhang',
  },
  ApplicationRefusedAtReview: { ...application, reason: 'too new', reviewedBy: 'zhang' },
  ApplicationSentToAssessment: { ...application, reviewedBy: 'zhang' },
  GreenChannelGranted: { ...application, amount, reason: 'project', expiresOn: later, grantedBy: 'wang' },
  AnswersRecorded: { ...application, answers: { 'A1.1': 'good', A2: '5335' }, answeredBy: 'li' },
  AssessmentCompleted: {
    ...application,
    assessmentId: 'AS-1',
    policy,
    input,
    result: assess(standardPolicy, input),
    assessedBy: 'li',
  },
  ApplicationApproved: {
    ...application,
    assessmentId: 'AS-1',
    limit: amount,
    termDays: 60,
    grade: '3A2',
    conditions: '',
    authority: policy,
    decidedBy: 'wang',
  },
  ApplicationReturned: { ...application, reason: 'statement missing', decidedBy: 'wang' },
  ApplicationRefused: { ...application, reason: 'no need', decidedBy: 'wang' },
  AgreementSigned: { ...application, ...agreement, security: '抵押', signedBy: 'zhang' },
};

const creditAccount: SamplesOf<z.input<typeof creditAccountEvent>> = {
  AccountOpened: { customerId: 'C-1', ...agreement, on },
  GreenChannelAllowed: { customerId: 'C-1', allowanceId: 'A-1', amount, expiresOn: later, on },
  ShipmentAuthorised: { ...shipment, expiresOn: later, policy },
  ShipmentRefused: {
    ...shipment,
    shipmentId: 'S-2',
    available: '-1.00',
    rules: [{ rule: 'free-limit', outcome: 'block', facts: { available: '-1.00' } }],
    policy,
  },
  ShipmentDispatched: { ...shipment, amount: '1000000.00', dispatchId: 'D-1' },
  ReservationReleased: { ...shipment, amount: '234567.80', reason: 'expired' },
  ReceivableOpened: { ...receivable, amount, invoiceDate: on, dueDate: later, shipmentId: 'S-1' },
  PaymentRecorded: { customerId: 'C-1', paymentId: 'P-1', amount, valueDate: on, reference: '货款', on },
  PaymentAllocated: { ...receivable, paymentId: 'P-1', amount, valueDate: on },
  ReceivableSettled: { ...receivable, valueDate: on },
  DisputeRaised: { ...receivable, disputeId: 'D-1', amount, reason: 'rust', nonCredit: true, raisedBy: 'wang' },
  DisputeClosed: { ...receivable, disputeId: 'D-1', outcome: 'replaced', closedBy: 'wang' },
  ExtensionRequested: { ...receivable, extensionId: 'E-1', newDueDate: later, reason: 'flood', requestedBy: 'wang' },
  ExtensionGranted: { ...receivable, extensionId: 'E-1', dueDateBefore: on, dueDate: later, decidedBy: 'zhao' },
  ExtensionRefused: { ...receivable, extensionId: 'E-2', reason: 'no evidence', decidedBy: 'zhao' },
  ShipmentsHeld: receivable,
  HoldLifted: { ...receivable, reason: 'by-hand', note: 'guaranteed', liftedBy: 'zhao' },
  CustomerBlacklisted: receivable,
  BlacklistLifted: { customerId: 'C-1', reason: 'paid up', liftedBy: 'zhao', on },
};

const followUp: SamplesOf<z.input<typeof followUpEvent>> = {
  FollowUpOpened: { ...receivable, amount, dispatchDate: on, dueDate: later, ladder: policy, plan: [...plan] },
  StepDone: {
    ...step,
    daysLate: 3,
    daysOverdue: 17,
    openAmount: amount,
    askedFor: amount,
    effects: ['hold-shipments'],
    task: { kind: 'letter', doBy: later },
  },
  StepWithheld: { ...step, nth: 2, because: 'disputed' },
  StepOutcomeRecorded: { ...step, outcome: 'will-pay', note: 'on Friday', by: 'chen' },
  FollowUpReplanned: { ...receivable, dueDate: later, plan: [...plan], because: 'extended' },
  FollowUpClosed: { ...receivable, because: 'paid' },
};

export const eventSamples = { customer, creditApplication, creditAccount, followUp };
