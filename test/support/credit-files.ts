import type { CharacteristicAnswers } from '@app/credit-model/assessment-input';
import type { Answer } from '@app/credit-model/policy/policy-shape';
import type { Statement } from '@app/credit-model/statement';
import type { AuthorityPolicy } from '@app/domain/authority/authority-policy';
import type {
  AssessmentFacts,
  CreditApplicationCommand,
  DecisionVerdict,
  ReviewVerdict,
} from '@app/domain/credit-application/commands';
import type { CustomerCommand } from '@app/domain/customer/commands';
import { creditCode } from '@app/kernel/credit-code';
import { dateOf, type BusinessDate } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { stampOf, standardAuthority, standardLetters, standardWorkflow } from './policies-on-disk';
import { exampleFile, measuringPolicy, standardPolicy } from './scoring-policy';

// One made-up customer and its application, asked for in few words. Unless it says otherwise, on the second of March.
export const dealer = 'C-1';
export const application = 'A-1';
export const secondOfMarch = '2026-03-02';

/** What the worked example knows: its one year, and its card of answers. */
export const example = exampleFile('assess-worked-example');
export const lastYear = example.statements[0]!;
export const withCurrentAssets = (currentAssets: string, year = lastYear.year): Statement => ({
  ...lastYear,
  year,
  balance: { ...lastYear.balance, currentAssets },
});

type Command<All extends { type: string }, Type extends All['type']> = Extract<All, { type: Type }>;
type Details = Partial<Command<CustomerCommand, 'RegisterCustomer'>['data']>;

export const register = (details: Details = {}, on = secondOfMarch): Command<CustomerCommand, 'RegisterCustomer'> => ({
  type: 'RegisterCustomer',
  data: {
    customerId: dealer,
    name: '鑫旺农机',
    creditCode: creditCode.parse('91350100M000100Y43'),
    sellingUnit: '鲁南',
    ...details,
    on: dateOf(on),
  },
});
export const takeOver = (name = '鑫旺农机'): Command<CustomerCommand, 'TakeOverCustomer'> => ({
  type: 'TakeOverCustomer',
  data: { customerId: dealer, name, sellingUnit: '鲁南', on: dateOf(secondOfMarch) },
});
export const recordStatement = (
  statement: Statement,
  on = secondOfMarch,
  recordedBy = 'analyst-li',
): Command<CustomerCommand, 'RecordStatement'> => ({
  type: 'RecordStatement',
  data: { customerId: dealer, statement, recordedBy, on: dateOf(on) },
});
export const recordBadCredit = (
  receivableId: string,
  step = 'warn',
  daysOverdue = 7,
): Command<CustomerCommand, 'RecordBadCredit'> => ({
  type: 'RecordBadCredit',
  data: {
    customerId: dealer,
    receivableId,
    step,
    openAmount: ofYuan(100),
    daysOverdue,
    on: dateOf(secondOfMarch),
  },
});

type Signature = Readonly<{ by?: string; on?: string }>;
const signed = ({ by = 'analyst-li', on = secondOfMarch }: Signature) => ({
  applicationId: application,
  by,
  on: dateOf(on),
});

/** Who may decide on how much, and what the customer is written. */
const deciding = (authority: AuthorityPolicy) => ({
  authority,
  stamp: stampOf(authority),
  letters: { templates: standardLetters, stamp: stampOf(standardLetters), customerName: '鑫旺农机' },
});

type Filing = Partial<Command<CreditApplicationCommand, 'FileApplication'>['data']>;
export const file = (changes: Filing = {}): Command<CreditApplicationCommand, 'FileApplication'> => ({
  type: 'FileApplication',
  data: {
    applicationId: application,
    customerId: dealer,
    amount: ofYuan(1_000_000),
    termDays: 90,
    products: '三轮汽车',
    reason: '春耕前铺货',
    sellingUnit: '鲁南',
    filedBy: 'sales-zhou',
    on: dateOf(secondOfMarch),
    ...changes,
  },
});
export const review = (
  verdict: ReviewVerdict,
  signature: Signature = {},
): Command<CreditApplicationCommand, 'ReviewApplication'> => ({
  type: 'ReviewApplication',
  data: { ...signed({ by: 'sales-head', ...signature }), ...deciding(standardAuthority), verdict },
});
export const answer = (
  answers: CharacteristicAnswers,
  { seen, ...signature }: Signature & Readonly<{ seen?: number }> = {},
): Command<CreditApplicationCommand, 'RecordAnswers'> => ({
  type: 'RecordAnswers',
  data: { ...signed(signature), seen, answers, scoring: standardPolicy },
});

/** Under the policy that measures: elsewhere there is nothing to overrule. */
export const overrule = (
  aspect: string,
  given: Answer,
  { seen, reason = '现场核实', ...signature }: Signature & Readonly<{ seen?: number; reason?: string }> = {},
): Command<CreditApplicationCommand, 'GiveOverrule'> => ({
  type: 'GiveOverrule',
  data: { ...signed(signature), seen, aspect, answer: given, reason, scoring: measuringPolicy },
});
export const withdrawal = (
  aspect: string,
  { seen, ...signature }: Signature & Readonly<{ seen?: number }> = {},
): Command<CreditApplicationCommand, 'WithdrawOverrule'> => ({
  type: 'WithdrawOverrule',
  data: { ...signed(signature), seen, aspect },
});

type Assessing = Partial<Command<CreditApplicationCommand, 'AssessApplication'>['data']>;
export const assessAs = (
  assessmentId: string,
  changes: Assessing = {},
): Command<CreditApplicationCommand, 'AssessApplication'> => {
  const { scoring = standardPolicy } = changes;
  const known = { said: {}, facts: factsOf([lastYear]), stamp: stampOf(scoring) };
  return { type: 'AssessApplication', data: { ...signed({}), assessmentId, scoring, ...known, ...changes } };
};
export const factsOf = (statements: readonly Statement[]): AssessmentFacts => ({ statements, flags: {} });

type Reporting = Partial<Command<CreditApplicationCommand, 'WriteReport'>['data']>;
export const report = (
  assessmentId: string,
  changes: Reporting = {},
): Command<CreditApplicationCommand, 'WriteReport'> => ({
  type: 'WriteReport',
  data: {
    ...signed({}),
    assessmentId,
    opinion: '经营稳定，付款记录良好。',
    recommendation: 'approve',
    conditions: '',
    ...changes,
  },
});
export const remark = (
  remarkId: string,
  text: string,
  { assessmentId = 'P-1', ...signature }: Signature & Readonly<{ assessmentId?: string }> = {},
): Command<CreditApplicationCommand, 'RemarkReport'> => ({
  type: 'RemarkReport',
  data: { ...signed({ by: 'approver-wang', ...signature }), remarkId, assessmentId, remark: text },
});
export const decide = (
  verdict: DecisionVerdict,
  signature: Signature = {},
  authority = standardAuthority,
): Command<CreditApplicationCommand, 'DecideApplication'> => ({
  type: 'DecideApplication',
  data: { ...signed({ by: 'approver-wang', ...signature }), ...deciding(authority), verdict },
});
export const approval = (limit: string | number, termDays = 90): DecisionVerdict => ({
  verdict: 'approve',
  limit: ofYuan(limit),
  termDays,
  conditions: '',
});

type Terms = Partial<Command<CreditApplicationCommand, 'SignAgreement'>['data']>;
export const sign = (changes: Terms = {}): Command<CreditApplicationCommand, 'SignAgreement'> => ({
  type: 'SignAgreement',
  data: {
    ...signed({ by: 'approver-wang' }),
    agreementId: 'HT-1',
    validFrom: dateOf('2026-03-02'),
    validTo: dateOf('2027-03-01'),
    security: '',
    ...changes,
  },
});

type BadCredit = Command<CreditApplicationCommand, 'CheckReassessment'>['data']['badCredit'];
export const checkReassessment = (
  on: BusinessDate,
  badCredit?: BadCredit,
): Command<CreditApplicationCommand, 'CheckReassessment'> => ({
  type: 'CheckReassessment',
  data: {
    ...signed({ by: 'calendar', on }),
    workflow: standardWorkflow,
    stamp: stampOf(standardWorkflow),
    badCredit,
  },
});

/** What follows from commands, one after the other: the story a spec starts from, told by the real decider. */
export const historyOf = <State, Command, Event>(
  decider: {
    initial: State;
    evolve: (state: State, event: Event) => State;
    decide: (command: Command, state: State) => readonly Event[];
  },
  commands: readonly Command[],
): readonly Event[] => {
  let state = decider.initial;
  return commands.flatMap((command) => {
    const events = decider.decide(command, state);
    state = events.reduce(decider.evolve, state);
    return events;
  });
};
