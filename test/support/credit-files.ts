import type { CharacteristicAnswers } from '@app/credit-model/assessment-input';
import type { Statement } from '@app/credit-model/statement';
import type { CreditApplicationCommand, DecisionVerdict, ReviewVerdict } from '@app/domain/credit-application/commands';
import type { CustomerCommand } from '@app/domain/customer/commands';
import { creditCode } from '@app/kernel/credit-code';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { stampOf, standardAuthority } from './policies-on-disk';
import { exampleFile, standardPolicy } from './scoring-policy';

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
  data: { ...signed({ by: 'sales-head', ...signature }), verdict },
});
export const answer = (
  answers: CharacteristicAnswers,
  signature: Signature = {},
): Command<CreditApplicationCommand, 'RecordAnswers'> => ({
  type: 'RecordAnswers',
  data: { ...signed(signature), answers, scoring: standardPolicy },
});

type Assessing = Partial<Command<CreditApplicationCommand, 'AssessApplication'>['data']>;
export const assessAs = (
  assessmentId: string,
  changes: Assessing = {},
): Command<CreditApplicationCommand, 'AssessApplication'> => {
  const { scoring = standardPolicy } = changes;
  const known = { statements: [lastYear], flags: {}, stamp: stampOf(scoring) };
  return { type: 'AssessApplication', data: { ...signed({}), assessmentId, scoring, ...known, ...changes } };
};
export const decide = (
  verdict: DecisionVerdict,
  signature: Signature = {},
  authority = standardAuthority,
): Command<CreditApplicationCommand, 'DecideApplication'> => ({
  type: 'DecideApplication',
  data: { ...signed({ by: 'approver-wang', ...signature }), verdict, authority, stamp: stampOf(authority) },
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
