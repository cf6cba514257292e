import { ofYuan } from '@app/kernel/yuan';
import { eventSamples } from '@test/support/event-samples';
import { timelineEvent, type TimelineEvent } from '../projections/timeline';
import { money } from './sentence';
import { sentenceOf, timelineSentences } from './timeline-sentences';

const amount = '1234567.80';
const later = '2026-12-31';

/** For each event, the figures of its sample that its sentence must name. */
const named: Readonly<Record<TimelineEvent['type'], readonly string[]>> = {
  CustomerRegistered: ['长春农机', '东北'],
  CustomerDetailsCompleted: ['li', '3', '1'],
  BadCreditRecorded: ['R-1', '1,234,567.80', '7'],
  FileFactRecorded: ['li', '(2026)鲁01民初12号', '案号抄错'],
  FileFactWithdrawn: ['F-1', 'li', '同名公司'],
  SecurityOffered: ['SE-1', '门店房产', '1,234,567.80', later],
  SecurityRevalued: ['SE-1', '1,234,567.80', later, '年度复评'],
  SecurityReleased: ['SE-1', 'wang', '贷款置换'],
  AttachmentAdded: ['执照.pdf', 'li'],
  AttachmentWithdrawn: ['abababababab', 'li', '传错文件'],
  StatementRecorded: ['li', '2025'],
  ApplicationFiled: ['AP-1', '1,234,567.80', '60', 'zhang'],
  ApplicationRefusedAtReview: ['AP-1', 'too new'],
  ApplicationSentToAssessment: ['AP-1'],
  GreenChannelGranted: ['1,234,567.80', later, 'project'],
  AnswersRecorded: ['2', 'AP-1'],
  AnswersCarriedOver: ['2', 'AP-1', 'AP-0'],
  OverruleGiven: ['A1.1', 'AP-1', 'li', 'seen on the spot'],
  OverruleWithdrawn: ['A1.1', 'AP-1', 'li'],
  AssessmentCompleted: ['AP-1', 'li'],
  ReportWritten: ['AP-1', 'li'],
  ReportRemarked: ['AP-1', 'wang', '请补充担保情况'],
  ApprovalProposed: ['AP-1', '3A2', '1,234,567.80', 'wang'],
  ApplicationApproved: ['3A2', '1,234,567.80', 'zhao'],
  ApplicationReturned: ['statement missing'],
  ApplicationRefused: ['no need'],
  LetterIssued: ['AP-1', 'wang'],
  ReassessmentDue: ['AP-1', later],
  AgreementSigned: ['HT-1', later],
  AccountOpened: ['HT-1', '3A2', '1,234,567.80'],
  GreenChannelAllowed: [later],
  ShipmentAuthorised: ['S-1', '1,234,567.80', later],
  ShipmentRefused: ['S-2', '1,234,567.80'],
  LimitChanged: ['approver-wang', '1,234,567.80', later, '旺季后下调'],
  TemporaryLimitGranted: ['T-1', '1,234,567.80', later, '春耕备货'],
  TemporaryLimitWithdrawn: ['T-1', '货已退'],
  SpecialApprovalGranted: ['SP-1', '1,234,567.80', '2', later, '政府采购'],
  SpecialApprovalWithdrawn: ['SP-1', '项目取消'],
  ShipmentCalledOff: ['S-1', '1,234,567.80', later],
  ReservationAmended: ['M-1', 'S-1', '1,000,000.00', '1,234,567.80'],
  AmendmentRefused: ['M-2', 'S-1', '1,234,567.80'],
  CheckpointPassed: ['S-1'],
  CheckpointRefused: ['S-1'],
  BillReceived: ['B-1', '1,234,567.80', later],
  BillHonoured: ['B-1', later],
  BillDishonoured: ['B-2', '账户余额不足'],
  DepositReceived: ['BZJ-1', '1,234,567.80'],
  DepositReturned: ['BZJ-1', '1,234,567.80'],
  PaymentDeallocated: ['P-1', 'R-1', '1,234,567.80', 'li', '冲错客户'],
  PaymentReversed: ['P-1', '1,234,567.80', 'li', '支票退票'],
  CreditNoteIssued: ['CN-1', '1,234,567.80', 'R-1', 'li', '退货'],
  CreditNoteCancelled: ['CN-1', '1,234,567.80', 'li', '开错'],
  ReceivableReopened: ['R-1', '1,234,567.80'],
  ReceivableWrittenOff: ['R-1', '1,234,567.80', 'approver-wang', '已破产'],
  WriteOffRecovered: ['R-1', '1,234,567.80'],
  InterestCharged: ['IN-1', '1,234,567.80', 'li', later],
  ExchangeDifferenceBooked: ['R-1', '1,234,567.80'],
  HoldPlaced: ['approver-wang', '法人失联'],
  HoldRemoved: ['zhao', '已取得联系'],
  FollowUpStepReached: ['R-1'],
  ShipmentDispatched: ['D-1', 'S-1'],
  ReservationReleased: ['S-1', '234,567.80'],
  ReceivableOpened: ['R-1', later],
  PaymentRecorded: ['P-1'],
  PaymentAllocated: ['P-1', 'R-1'],
  ReceivableSettled: ['R-1'],
  DisputeRaised: ['rust', 'R-1'],
  DisputeClosed: ['replaced'],
  ExtensionRequested: ['flood', later],
  ExtensionGranted: ['2026-03-01', later],
  ExtensionRefused: ['no evidence'],
  ShipmentsHeld: ['R-1'],
  HoldLifted: ['guaranteed'],
  CustomerBlacklisted: ['R-1'],
  BlacklistLifted: ['paid up'],
  GroupJoined: ['HQ-1', '1,234,567.80', 'approver-wang'],
  GroupLeft: ['HQ-1', 'approver-wang'],
  ShipmentAbandoned: ['S-3'],
  FollowUpOpened: [later],
  StepDone: ['R-1', '1,234,567.80', '17', '3', later],
  StepWithheld: ['R-1'],
  StepOutcomeRecorded: ['on Friday', 'chen'],
  FollowUpReplanned: ['R-1', later],
  FollowUpClosed: ['R-1'],
  FollowUpReopened: ['R-1', later],
};
const samples = Object.values(eventSamples).flatMap((story) => Object.entries<object>(story));

describe('the timeline', () => {
  it.each(samples)('says %s in both languages, with its figures', (type, data) => {
    const event = timelineEvent.parse({ type, data });
    const { zh, en } = sentenceOf(event);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(`${zh} ${en}`).not.toMatch(/undefined|NaN|\[object/);
    for (const figure of named[event.type]) {
      expect(zh).toContain(figure);
      expect(en).toContain(figure);
    }
  });

  it('is tried here with every event', () =>
    expect(samples.map(([type]) => type).sort()).toEqual(Object.keys(timelineSentences).sort()));

  it('names the grade and the limit of an assessment, or that there is none', () => {
    const say = (result: { outcome: 'graded' | 'declined'; grade?: string; limit: string }) => {
      const { AssessmentCompleted: assessed } = eventSamples.creditApplication;
      return sentenceOf({ type: 'AssessmentCompleted', data: { ...assessed, result } } as never);
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
