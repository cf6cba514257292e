import { assess } from '@app/credit-model/assess';
import { scoringPolicy, type ScoringPolicy } from '@app/credit-model/policy';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan, type Yuan } from '@app/kernel/yuan';
import { onDisk, stampOf } from './policies-on-disk';
import { exampleFile, policyDocument, standardPolicy } from './scoring-policy';
import { Backtest, type BacktestWish } from '@app/domain/backtest/backtest';
import {
  isAssessedFact,
  type AccountFact,
  type ApplicationFact,
  type AssessedFact,
} from '@app/domain/backtest/backtest-events';
import { backtestPolicy } from '@app/domain/backtest/backtest-policy';

export const standardBacktest = backtestPolicy.parse(onDisk('backtest/standard.json'));
export const input = exampleFile('assess-worked-example');
export const inForce = { policy: standardPolicy, stamp: stampOf(standardPolicy) };
export const result = assess(standardPolicy, input);
export const on = dateOf('2026-03-02');
export const asOf = dateOf('2026-12-31');

/** The standard policy with its second characteristic band of limits cut, so that 866,000 becomes less. */
const withoutPlus = (): ScoringPolicy => {
  const document = policyDocument() as { stepped: { bands: { plus: string }[] } };
  for (const band of document.stepped.bands) band.plus = '0';
  return scoringPolicy.parse(document);
};
export const stricter = withoutPlus();
export const stricterLimit = assess(stricter, input).limit;

export type Fact = ApplicationFact | AssessedFact | AccountFact;
export const which = { applicationId: 'A-1', customerId: 'C-1' };
export const policy = stampOf(standardPolicy);

export const approved = (limit: Yuan): Fact[] => [
  {
    type: 'ApplicationFiled',
    data: {
      ...which,
      amount: ofYuan(1_000_000),
      termDays: 60,
      products: '',
      reason: '',
      sellingUnit: '东北',
      filedBy: 's',
      on,
    },
  },
  { type: 'AssessmentCompleted', data: { ...which, assessmentId: 'AS-1', policy, input, result } },
  {
    type: 'ApplicationApproved',
    data: {
      ...which,
      assessmentId: 'AS-1',
      limit,
      termDays: 60,
      grade: '3A2',
      conditions: '',
      authority: policy,
      decidedBy: 'w',
      on,
    },
  },
  {
    type: 'AgreementSigned',
    data: {
      ...which,
      agreementId: 'HT-1',
      limit,
      termDays: 60,
      grade: '3A2',
      validFrom: on,
      validTo: asOf,
      security: '',
      signedBy: 'w',
      on,
    },
  },
  {
    type: 'AccountOpened',
    data: {
      customerId: 'C-1',
      agreementId: 'HT-1',
      limit,
      grade: '3A2',
      termDays: 60,
      validFrom: on,
      validTo: asOf,
      on,
    },
  },
];

type When = Readonly<{ dueDate?: string; day?: string }>;
export const shipment = (number: number, amount: string, { dueDate = '2026-05-01', day = on }: When = {}): Fact[] => {
  const about = { customerId: 'C-1', shipmentId: `S-${number}`, amount: ofYuan(amount), on: dateOf(day) };
  return [
    { type: 'ShipmentAuthorised', data: { ...about, expiresOn: asOf, policy } },
    { type: 'ShipmentDispatched', data: { ...about, dispatchId: `D-${number}` } },
    {
      type: 'ReceivableOpened',
      data: { ...about, receivableId: `R-${number}`, invoiceDate: about.on, dueDate: dateOf(dueDate) },
    },
  ];
};
export const paid = (number: number, amount: string, valueDate: string): Fact[] => {
  const about = {
    customerId: 'C-1',
    paymentId: `P-${number}-${valueDate}`,
    amount: ofYuan(amount),
    valueDate: dateOf(valueDate),
  };
  return [
    { type: 'PaymentRecorded', data: { ...about, reference: '', on } },
    { type: 'PaymentAllocated', data: { ...about, receivableId: `R-${number}`, on } },
  ];
};
export const refused = (number: number, amount: string, rules = ['free-limit']): Fact => ({
  type: 'ShipmentRefused',
  data: {
    customerId: 'C-1',
    shipmentId: `S-${number}`,
    amount: ofYuan(amount),
    available: ofYuan(0),
    rules: rules.map((rule) => ({ rule: rule as 'free-limit', outcome: 'block' as const, facts: {} })),
    policy,
    on,
  },
});

export const held = (draft: ScoringPolicy, facts: readonly Fact[], wish: Partial<BacktestWish> = {}) => {
  const test = new Backtest({
    inForce,
    draft,
    policy: standardBacktest,
    countUnallocatedCash: true,
    listedMax: 10,
    ...wish,
  });
  for (const fact of facts) {
    if (fact.data.customerId !== 'C-1') throw new Error('another customer');
    if (isAssessedFact(fact)) test.takeAssessment(fact as AssessedFact);
    else if ('applicationId' in fact.data) test.takeApplication(fact as ApplicationFact);
    else test.takeAccount(fact as AccountFact);
  }
  return test.findings(asOf);
};
