import type { z } from 'zod';
import { assess } from '@app/credit-model/assess';
import type { bankLineEvent } from '@app/domain/bank-line/events';
import type { creditAccountEvent } from '@app/domain/credit-account/events';
import type { creditApplicationEvent } from '@app/domain/credit-application/events';
import type { creditGroupEvent } from '@app/domain/credit-group/events';
import type { customerEvent } from '@app/domain/customer/events';
import type { exchangeRateEvent } from '@app/domain/exchange-rate/events';
import type { followUpEvent } from '@app/domain/follow-up/events';
import type { ledgerPeriodEvent } from '@app/domain/ledger-period/events';
import type { policyEvent } from '@app/domain/policy/events';
import type { statementEvent } from '@app/domain/statement/events';
import type { webhookEvent } from '@app/domain/webhook/events';
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
const worth = { appraisedValue: amount, liquidationValue: '800000.00', coveragePercent: '70', validTo: later };

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
  CustomerDetailsCompleted: {
    customerId: 'C-1',
    details: { legalRepresentative: '王芳', foundedOn: '2015-06-01', registeredCapital: '5000000.00' },
    withdrawn: ['contact'],
    completedBy: 'li',
    on,
  },
  FileFactRecorded: {
    customerId: 'C-1',
    factId: 'F-1',
    fact: {
      kind: 'litigation',
      about: 'sued-by-supplier',
      caseNumber: '(2026)鲁01民初12号',
      filedOn: on,
      amount,
      status: 'open',
    },
    correction: '案号抄错',
    recordedBy: 'li',
    on,
  },
  FileFactWithdrawn: { customerId: 'C-1', factId: 'F-1', reason: '同名公司', withdrawnBy: 'li', on },
  SecurityOffered: {
    customerId: 'C-1',
    securityId: 'SE-1',
    kind: 'mortgage',
    description: '门店房产',
    ...worth,
    recordedBy: 'li',
    on,
  },
  SecurityRevalued: { customerId: 'C-1', securityId: 'SE-1', ...worth, reason: '年度复评', revaluedBy: 'li', on },
  SecurityReleased: { customerId: 'C-1', securityId: 'SE-1', reason: '贷款置换', releasedBy: 'wang', on },
  AttachmentAdded: {
    customerId: 'C-1',
    sha256: 'ab'.repeat(32),
    name: '执照.pdf',
    kind: 'licence',
    bytes: 20_480,
    mediaType: 'application/pdf',
    addedBy: 'li',
    on,
  },
  AttachmentWithdrawn: {
    customerId: 'C-1',
    sha256: 'ab'.repeat(32),
    reason: '传错文件',
    withdrawnBy: 'li',
    on,
  },
};

const approval = {
  assessmentId: 'AS-1',
  limit: amount,
  termDays: 90,
  grade: '3A2',
  conditions: '按月对账',
  requirements: [{ kind: 'security' as const, text: '门店房产抵押' }],
  longerTermReason: 'season',
  authority: policy,
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
    renews: 'AP-0',
    filedBy: 'zhang',
  },
  ApplicationRefusedAtReview: { ...application, reason: 'too new', reviewedBy: 'zhang' },
  ApplicationSentToAssessment: { ...application, reviewedBy: 'zhang' },
  GreenChannelGranted: {
    ...application,
    amount,
    reason: 'project',
    expiresOn: later,
    authority: policy,
    grantedBy: 'wang',
  },
  AnswersRecorded: { ...application, answers: { 'A1.1': 'good', A2: '5335' }, answeredBy: 'li' },
  AnswersCarriedOver: {
    ...application,
    from: 'AP-0',
    answers: { 'A1.1': 'good', 'A1.2': 'fair' },
    carriedOverBy: 'zhang',
  },
  OverruleGiven: { ...application, aspect: 'A1.1', answer: 'fair', reason: 'seen on the spot', givenBy: 'li' },
  OverruleWithdrawn: { ...application, aspect: 'A1.1', withdrawnBy: 'li' },
  AssessmentCompleted: {
    ...application,
    assessmentId: 'AS-1',
    policy,
    input,
    result: assess(standardPolicy, input),
    assessedBy: 'li',
  },
  ReportWritten: {
    ...application,
    assessmentId: 'AS-1',
    opinion: '经营稳定，付款记录良好。',
    recommendation: 'approve-with-conditions',
    recommendedLimit: amount,
    recommendedTermDays: 60,
    conditions: '按月对账',
    writtenBy: 'li',
  },
  ReportRemarked: {
    ...application,
    assessmentId: 'AS-1',
    remarkId: 'RM-1',
    remark: '请补充担保情况',
    remarkedBy: 'wang',
  },
  ApprovalProposed: { ...application, ...approval, proposedBy: 'wang' },
  ApplicationApproved: { ...application, ...approval, proposedBy: 'wang', decidedBy: 'zhao' },
  ApplicationReturned: { ...application, reason: 'statement missing', decidedBy: 'wang' },
  ApplicationRefused: { ...application, reason: 'no need', decidedBy: 'wang' },
  LetterIssued: {
    ...application,
    about: 'approved-with-conditions',
    templates: policy,
    letter: { zh: '长春农机：已获批准。', en: 'To 长春农机: approved.' },
    notice: { zh: '东北：已获批准。', en: 'To 东北: approved.' },
    issuedBy: 'wang',
  },
  AgreementSigned: { ...application, ...agreement, security: '抵押', signedBy: 'zhang' },
  ReassessmentDue: { ...application, because: 'agreement-ends', evidence: 'HT-1', dueOn: later, policy },
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
  LimitChanged: {
    ...{ customerId: 'C-1', changeId: 'L-1', limit: { kind: 'amount', amount }, from: on, to: later },
    ...{ reason: '旺季后下调', changedBy: 'approver-wang', on },
  },
  TemporaryLimitGranted: {
    ...{ customerId: 'C-1', raiseId: 'T-1', amount, from: on, to: later },
    ...{ reason: '春耕备货', grantedBy: 'approver-wang', on },
  },
  TemporaryLimitWithdrawn: { customerId: 'C-1', raiseId: 'T-1', reason: '货已退', withdrawnBy: 'approver-wang', on },
  SpecialApprovalGranted: {
    ...{ customerId: 'C-1', approvalId: 'SP-1', amount, uses: 2, expiresOn: later, excuses: ['free-limit'] },
    ...{ goods: 'TB-604', shipmentId: 'S-3', overLimitBy: '0.00', reason: '政府采购', grantedBy: 'approver-wang', on },
  },
  SpecialApprovalWithdrawn: {
    ...{ customerId: 'C-1', approvalId: 'SP-1', reason: '项目取消', withdrawnBy: 'approver-wang', on },
  },
  ShipmentCalledOff: { ...shipment, expiresOn: later, policy },
  ReservationAmended: {
    ...{ ...shipment, amendmentId: 'M-1', amountBefore: '1000000.00', expiresOn: later, isChecked: true, policy },
    approval: { approvalId: 'SP-1', amount: '34567.80' },
  },
  AmendmentRefused: {
    ...{ ...shipment, amendmentId: 'M-2', available: '-1.00', policy },
    rules: [{ rule: 'free-limit', outcome: 'block', facts: { available: '-1.00' } }],
  },
  CheckpointPassed: { customerId: 'C-1', shipmentId: 'S-1', checkpoint: 'delivery', policy, on },
  CheckpointRefused: {
    ...{ customerId: 'C-1', shipmentId: 'S-1', checkpoint: 'goods-issue', policy, on },
    rules: [{ rule: 'not-on-hold', outcome: 'block', facts: { receivables: 'R-1' } }],
  },
  BillReceived: {
    ...{ customerId: 'C-1', billId: 'B-1', amount, kind: 'bank', drawer: '吉林银行', maturesOn: later, on },
  },
  BillHonoured: { customerId: 'C-1', billId: 'B-1', valueDate: later, on: later },
  BillDishonoured: { customerId: 'C-1', billId: 'B-2', reason: '账户余额不足', on: later },
  DepositReceived: { customerId: 'C-1', depositId: 'BZJ-1', amount, reference: '保证金', on },
  DepositReturned: { customerId: 'C-1', depositId: 'BZJ-1', returnId: 'BZJ-1-1', amount, on: later },
  HoldPlaced: { customerId: 'C-1', holdId: 'H-1', cause: 'manual', reason: '法人失联', placedBy: 'approver-wang', on },
  HoldRemoved: { customerId: 'C-1', holdId: 'H-1', cause: 'manual', reason: '已取得联系', removedBy: 'zhao', on },
  FollowUpStepReached: { ...receivable, step: 'warn' },
  ShipmentDispatched: { ...shipment, amount: '1000000.00', dispatchId: 'D-1' },
  ReservationReleased: { ...shipment, amount: '234567.80', reason: 'expired' },
  ReceivableOpened: { ...receivable, amount, invoiceDate: on, dueDate: later, shipmentId: 'S-1' },
  PaymentRecorded: { customerId: 'C-1', paymentId: 'P-1', amount, valueDate: on, reference: '货款', on },
  PaymentAllocated: { ...receivable, paymentId: 'P-1', amount, valueDate: on },
  ReceivableSettled: { ...receivable, valueDate: on },
  PaymentDeallocated: {
    ...{ ...receivable, paymentId: 'P-1', amount, valueDate: on },
    ...{ deallocationId: 'DA-1', reason: '冲错客户', deallocatedBy: 'li' },
  },
  PaymentReversed: {
    ...{ customerId: 'C-1', paymentId: 'P-1', amount, cause: 'bounced', valueDate: later, on: later },
    ...{ reason: '支票退票', reversedBy: 'li' },
  },
  CreditNoteIssued: {
    ...{ customerId: 'C-1', creditNoteId: 'CN-1', amount, issueDate: on, kind: 'return', corrects: 'R-1', on },
    ...{ tax: { ratePercent: '13', amount: '142027.98' }, reason: '退货', issuedBy: 'li' },
  },
  CreditNoteCancelled: {
    ...{ customerId: 'C-1', creditNoteId: 'CN-1', amount, valueDate: later, on: later },
    ...{ reason: '开错', cancelledBy: 'li' },
  },
  ReceivableReopened: { ...receivable, open: amount },
  ReceivableWrittenOff: {
    ...{ ...receivable, writeOffId: 'WO-1', amount, valueDate: on },
    ...{ reason: '已破产', decidedBy: 'approver-wang' },
  },
  WriteOffRecovered: { ...receivable, writeOffId: 'WO-1', recoveryId: 'RE-1', amount, valueDate: on },
  InterestCharged: {
    ...{ customerId: 'C-1', interestId: 'IN-1', ratePercent: '18.25', from: on, to: later, chargedBy: 'li', on: later },
    lines: [{ receivableId: 'R-1', from: on, to: later, days: 305, balance: amount, amount }],
    amount,
  },
  ExchangeDifferenceBooked: { ...receivable, paymentId: 'P-1', amount, valueDate: on },
  DisputeRaised: { ...receivable, disputeId: 'D-1', amount, reason: 'rust', nonCredit: true, raisedBy: 'wang' },
  DisputeClosed: { ...receivable, disputeId: 'D-1', outcome: 'replaced', closedBy: 'wang' },
  ExtensionRequested: { ...receivable, extensionId: 'E-1', newDueDate: later, reason: 'flood', requestedBy: 'wang' },
  ExtensionGranted: { ...receivable, extensionId: 'E-1', dueDateBefore: on, dueDate: later, decidedBy: 'zhao' },
  ExtensionRefused: { ...receivable, extensionId: 'E-2', reason: 'no evidence', decidedBy: 'zhao' },
  ShipmentsHeld: receivable,
  HoldLifted: { ...receivable, reason: 'by-hand', note: 'guaranteed', liftedBy: 'zhao' },
  CustomerBlacklisted: receivable,
  BlacklistLifted: { customerId: 'C-1', reason: 'paid up', liftedBy: 'zhao', on },
  GroupJoined: { customerId: 'C-1', groupId: 'HQ-1', cap: amount, joinedBy: 'approver-wang', on },
  GroupLeft: { customerId: 'C-1', groupId: 'HQ-1', leftBy: 'approver-wang', on },
  ShipmentAbandoned: { customerId: 'C-1', shipmentId: 'S-3', token: 'T-3', on },
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
  FollowUpReopened: { ...receivable, dueDate: later, plan: [...plan], effects: ['hold-shipments'], nth: 1 },
};

const scoring = { kind: 'scoring', policyId: 'house', version: 1, hash: policy.hash, on } as const;
const document = { id: 'house', version: 1, weights: { A1: '2' } };
const policies: SamplesOf<z.input<typeof policyEvent>> = {
  PolicyVersionProposed: { ...scoring, document, why: '秋季调整', proposedBy: 'li' },
  PolicyVersionPublished: {
    ...scoring,
    document,
    why: '评审通过',
    validFrom: later,
    proposedBy: 'li',
    publishedBy: 'wang',
  },
};

const instant = '2026-03-01T08:00:00.000Z';
const hook = { webhookId: 'W-1', on };
const webhooks: SamplesOf<z.input<typeof webhookEvent>> = {
  WebhookRegistered: {
    ...hook,
    url: 'https://erp.example.com/hooks/xay',
    topics: ['account.held', 'shipment.refused'],
    description: 'ERP',
    secretId: 'first',
    registeredBy: 'admin-zhou',
  },
  WebhookChanged: {
    ...hook,
    url: 'https://erp.example.com/hooks/credit',
    topics: ['shipment.refused'],
    changedBy: 'admin-zhou',
  },
  WebhookPaused: { ...hook, reason: 'ERP 升级', pausedBy: 'admin-zhou' },
  WebhookResumed: { ...hook, resumedBy: 'admin-zhou' },
  WebhookDisabled: { ...hook, because: 'failing', failingSince: instant, lastFault: 'ECONNREFUSED' },
  WebhookSecretRotated: { ...hook, secretId: 'spring', previousUntil: instant, rotatedBy: 'admin-zhou' },
  WebhookSettled: { ...hook, upTo: instant },
  WebhookRemoved: { ...hook, removedBy: 'admin-zhou' },
};

const member = { groupId: 'HQ-1', customerId: 'C-1', on };
const room = { ...member, shipmentId: 'S-1', token: 'T-1', amount };

const creditGroups: SamplesOf<z.input<typeof creditGroupEvent>> = {
  GroupFormed: { groupId: 'HQ-1', name: '北方农机集团', limit: amount, formedBy: 'approver-wang', on },
  GroupLimitChanged: {
    ...{
      groupId: 'HQ-1',
      changeId: 'L-1',
      limit: '3000000.00',
      reason: '集团年报良好',
      changedBy: 'approver-wang',
      on,
    },
  },
  MemberJoined: { ...member, cap: '2000000.00', exposure: '0.00', revision: 0, settled: [] },
  MemberCapChanged: { ...member, cap: amount, changedBy: 'approver-wang' },
  GroupRoomTaken: room,
  MemberExposureNoted: { ...member, exposure: amount, revision: 1, settled: ['T-1'] },
  GroupRoomRefused: {
    ...{ ...member, shipmentId: 'S-2', amount, because: 'cap', limit: amount, used: amount, missing: amount },
  },
  GroupRoomReturned: { ...room, shipmentId: 'S-3', token: 'T-3', reason: 'abandoned' },
  MemberLeft: { ...member, revision: 2, settled: [] },
};

const bankLine = { lineId: 'BL-1', on };
const asPayment = { ...bankLine, customerId: 'C-1', paymentId: 'BL-1' };
const bankLines: SamplesOf<z.input<typeof bankLineEvent>> = {
  BankLineImported: {
    ...bankLine,
    account: 'main',
    kind: 'credit',
    amount,
    currency: 'CNY',
    bookedOn: on,
    valueDate: '2026-02-28',
    payer: { name: '长春农机有限公司', accountLast4: '0421', bank: '工商银行长春分行' },
    reference: '2026030100017',
    remittance: '货款 R-1',
    importId: 'F-1',
    where: 'Ntry 1',
    importedBy: 'finance-sun',
  },
  BankLineSetAside: { ...bankLine, reason: '户名不符，待核', setAsideBy: 'finance-sun' },
  BankLineAccepted: {
    ...asPayment,
    amount,
    valueDate: '2026-02-28',
    reference: '2026030100017',
    allocate: [{ receivableId: 'R-1', amount }],
    confidence: 90,
    rules: ['name-equal', 'invoice-reference'],
    acceptedBy: 'finance-sun',
  },
  BankLinePlacedOtherwise: { ...asPayment, because: { code: 'allocation-above-open', facts: { receivable: 'R-1' } } },
  BankLineReleased: { ...asPayment, valueDate: '2026-02-28', reason: '认错客户', releasedBy: 'finance-sun' },
  BankLineRefused: { ...asPayment, because: { code: 'unknown-customer', facts: { customer: 'C-1' } } },
  BankLineReturned: { ...bankLine, reason: '误付', returnedBy: 'finance-sun' },
  BankBounceAccepted: { ...asPayment, valueDate: on, reason: '空头支票', acceptedBy: 'finance-sun' },
};

const exchangeRates: SamplesOf<z.input<typeof exchangeRateEvent>> = {
  RateSet: { currency: 'USD', on, rate: '7.1234', source: '中国人民银行中间价', setBy: 'finance-zhou' },
};

const ledgerPeriods: SamplesOf<z.input<typeof ledgerPeriodEvent>> = {
  PeriodClosed: { month: '2026-02', closedBy: 'finance-zhou', on },
  PeriodReopened: { month: '2026-02', reason: '补记发票', by: 'director-liu', on },
};

/** What no customer's timeline tells. */
const signed = { statementId: 'DZ-1', recordedBy: 'finance-sun', on: later };
const statements: SamplesOf<z.input<typeof statementEvent>> = {
  StatementIssued: {
    statementId: 'DZ-1',
    customerId: 'C-1',
    from: on,
    to: later,
    position: '0000000000000042',
    opening: '-12.30',
    closing: amount,
    sha256: 'cd'.repeat(32),
    issuedBy: 'finance-sun',
    on: later,
  },
  StatementContested: { ...signed, reason: '少记一笔回款', amount: '1200000.00', contestedBy: '王会计' },
  StatementConfirmed: { ...signed, confirmedBy: '王芳', attachment: 'ef'.repeat(32) },
};

export const eventSamplesBeside = {
  policies,
  webhooks,
  creditGroups,
  bankLines,
  exchangeRates,
  ledgerPeriods,
  statements,
};

export const eventSamples = { customer, creditApplication, creditAccount, followUp };
