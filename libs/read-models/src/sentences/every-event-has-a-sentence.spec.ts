import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { timelineEvent } from '../projections/timeline';
import { money } from './sentence';
import { sentenceOf, timelineSentences } from './timeline-sentences';

const on = '2026-03-01';
const later = '2026-12-31';
const amount = '1234567.80';
const policy = { id: 'p', version: 1, hash: 'ab'.repeat(32) };
const application = { applicationId: 'AP-1', customerId: 'C-1', on };
const receivable = { customerId: 'C-1', receivableId: 'R-1', on };
const shipment = { customerId: 'C-1', shipmentId: 'S-1', amount, on };
const agreement = { agreementId: 'HT-1', limit: amount, termDays: 60, grade: '3A2', validFrom: on, validTo: later };
const step = { ...receivable, step: 'hold', nth: 1, ruleDate: on };
const done = { ...step, daysLate: 3, daysOverdue: 17, openAmount: amount, askedFor: amount };

/** One of each, with the figures that its sentence must name. */
const samples: readonly (readonly [type: string, data: object, named: readonly string[]])[] = [
  ['CustomerRegistered', { customerId: 'C-1', name: '长春农机', sellingUnit: '东北', on }, ['长春农机', '东北']],
  [
    'BadCreditRecorded',
    { ...receivable, step: 'warn', openAmount: amount, daysOverdue: 7 },
    ['R-1', '1,234,567.80', '7'],
  ],
  [
    'StatementRecorded',
    {
      customerId: 'C-1',
      recordedBy: 'li',
      on,
      statement: {
        year: 2025,
        unit: 'yuan',
        balance: {
          inventory: '1',
          currentAssets: '2',
          totalAssets: '3',
          currentLiabilities: '1',
          totalLiabilities: '1',
        },
      },
    },
    ['li', '2025'],
  ],
  [
    'ApplicationFiled',
    { ...application, amount, termDays: 60, products: '', reason: '', sellingUnit: 'U', filedBy: 'zhang' },
    ['AP-1', '1,234,567.80', '60', 'zhang'],
  ],
  ['ApplicationRefusedAtReview', { ...application, reason: 'too new', reviewedBy: 'zhang' }, ['AP-1', 'too new']],
  ['ApplicationSentToAssessment', { ...application, reviewedBy: 'zhang' }, ['AP-1']],
  [
    'GreenChannelGranted',
    { ...application, amount, reason: 'project', expiresOn: later, grantedBy: 'wang' },
    ['1,234,567.80', later, 'project'],
  ],
  ['AnswersRecorded', { ...application, answers: { 'A1.1': 'good', A2: '5335' }, answeredBy: 'li' }, ['2', 'AP-1']],
  [
    'ApplicationApproved',
    { ...application, assessmentId: 'AS-1', ...agreement, conditions: '', authority: policy, decidedBy: 'wang' },
    ['3A2', '1,234,567.80', 'wang'],
  ],
  ['ApplicationReturned', { ...application, reason: 'statement missing', decidedBy: 'wang' }, ['statement missing']],
  ['ApplicationRefused', { ...application, reason: 'no need', decidedBy: 'wang' }, ['no need']],
  ['AgreementSigned', { ...application, ...agreement, security: '', signedBy: 'zhang' }, ['HT-1', later]],
  ['AccountOpened', { customerId: 'C-1', ...agreement, on }, ['HT-1', '3A2', '1,234,567.80']],
  ['GreenChannelAllowed', { customerId: 'C-1', allowanceId: 'A-1', amount, expiresOn: later, on }, [later]],
  ['ShipmentAuthorised', { ...shipment, expiresOn: later, policy }, ['S-1', '1,234,567.80', later]],
  [
    'ShipmentRefused',
    { ...shipment, available: '-1.00', policy, rules: [{ rule: 'free-limit', outcome: 'block', facts: {} }] },
    ['S-1', '1,234,567.80'],
  ],
  ['ShipmentDispatched', { ...shipment, dispatchId: 'D-1' }, ['D-1', 'S-1']],
  ['ReservationReleased', { ...shipment, reason: 'expired' }, ['S-1', '1,234,567.80']],
  ['ReceivableOpened', { ...receivable, amount, invoiceDate: on, dueDate: later }, ['R-1', later]],
  ['PaymentRecorded', { customerId: 'C-1', paymentId: 'P-1', amount, valueDate: on, reference: '', on }, ['P-1']],
  ['PaymentAllocated', { ...receivable, paymentId: 'P-1', amount, valueDate: on }, ['P-1', 'R-1']],
  ['ReceivableSettled', { ...receivable, valueDate: on }, ['R-1']],
  [
    'DisputeRaised',
    { ...receivable, disputeId: 'D-1', amount, reason: 'rust', nonCredit: true, raisedBy: 'wang' },
    ['rust', 'R-1'],
  ],
  ['DisputeClosed', { ...receivable, disputeId: 'D-1', outcome: 'replaced', closedBy: 'wang' }, ['replaced']],
  [
    'ExtensionRequested',
    { ...receivable, extensionId: 'E-1', newDueDate: later, reason: 'flood', requestedBy: 'wang' },
    ['flood', later],
  ],
  [
    'ExtensionGranted',
    { ...receivable, extensionId: 'E-1', dueDateBefore: on, dueDate: later, decidedBy: 'zhao' },
    [on, later],
  ],
  [
    'ExtensionRefused',
    { ...receivable, extensionId: 'E-1', reason: 'no evidence', decidedBy: 'zhao' },
    ['no evidence'],
  ],
  ['ShipmentsHeld', receivable, ['R-1']],
  ['HoldLifted', { ...receivable, reason: 'by-hand', note: 'guaranteed', liftedBy: 'zhao' }, ['guaranteed']],
  ['CustomerBlacklisted', receivable, ['R-1']],
  ['BlacklistLifted', { customerId: 'C-1', reason: 'paid up', liftedBy: 'zhao', on }, ['paid up']],
  ['FollowUpOpened', { ...receivable, amount, dispatchDate: on, dueDate: later, ladder: policy, plan: [] }, [later]],
  [
    'StepDone',
    { ...done, effects: ['hold-shipments'], task: { kind: 'letter', doBy: later } },
    ['R-1', '1,234,567.80', '17', '3', later],
  ],
  ['StepWithheld', { ...step, because: 'disputed' }, ['R-1']],
  ['StepOutcomeRecorded', { ...step, outcome: 'will-pay', note: 'on Friday', by: 'chen' }, ['on Friday', 'chen']],
  ['FollowUpReplanned', { ...receivable, dueDate: later, plan: [], because: 'extended' }, ['R-1', later]],
  ['FollowUpClosed', { ...receivable, because: 'paid' }, ['R-1']],
];

describe('the timeline', () => {
  it.each(samples)('says %s in both languages, with its figures', (type, data, named) => {
    const { zh, en } = sentenceOf(timelineEvent.parse({ type, data }));
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(`${zh} ${en}`).not.toMatch(/undefined|NaN|\[object/);
    for (const figure of named) {
      expect(zh).toContain(figure);
      expect(en).toContain(figure);
    }
  });

  it('is tried here with every event, but for the assessment, which comes from the model', () => {
    const tried = samples.map(([type]) => type);
    const untried = Object.keys(timelineSentences).filter((type) => !tried.includes(type));
    expect(untried).toEqual(['AssessmentCompleted']);
  });

  it('names the grade and the limit of an assessment, or that there is none', () => {
    const say = (result: { outcome: 'graded' | 'declined'; grade?: string; limit: string }) => {
      const data = { ...application, on: dateOf(on), assessedBy: 'li', assessmentId: 'AS-1', policy };
      return sentenceOf({ type: 'AssessmentCompleted', data: { ...data, result } } as never);
    };
    expect(say({ outcome: 'graded', grade: '3A2', limit: amount })).toMatchObject({
      en: 'li assessed application AP-1: grade 3A2, suggested limit CNY 1,234,567.80',
      tone: 'good',
    });
    expect(say({ outcome: 'declined', limit: '0.00' })).toMatchObject({ tone: 'warning' });
  });

  it.each([
    ['0.00', '0.00'],
    ['-999.99', '-999.99'],
    ['1000.00', '1,000.00'],
    ['-1234567.80', '-1,234,567.80'],
    ['123456789012345.67', '123,456,789,012,345.67'],
  ])('groups the digits of %s as %s', (given, shown) => {
    expect(money(ofYuan(given))).toBe(shown);
  });
});
