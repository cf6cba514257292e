import { array, assert, boolean, constantFrom, integer, property, record, type Arbitrary } from 'fast-check';
import type { Statement } from '@app/credit-model/statement';
import { Problem } from '@app/kernel/problem';
import { sameContent } from '@app/kernel/same-content';
import { dateOf } from '@app/kernel/business-date';
import {
  recordBadCredit,
  recordStatement,
  register,
  secondOfMarch,
  takeOver,
  withCurrentAssets,
} from '@test/support/credit-files';
import {
  attach,
  completeDetails,
  offerSecurity,
  recordFact,
  releaseSecurity,
  revalueSecurity,
  withdrawAttachment,
  withdrawFact,
} from '@test/support/customer-files';
import type { CustomerCommand } from './commands';
import { factsOf, securitiesOn, statementsOf } from './customer';
import { customer } from './decider';
import { customerEvent, type CustomerEvent } from './events';

// Everything that can be asked of a customer's file is asked of it in any order. Beside it a plain list is kept of what
// the file should say: the name it was opened under, the last statement of each year, each fact as it was last put right and
// those withdrawn, the worth of each security, each paper by its hash, and each bad record once.

const draw = record({
  kind: constantFrom(
    ...(['register', 'take-over', 'details', 'statement', 'statement', 'bad-credit', 'fact', 'fact'] as const),
    ...(['corrected-fact', 'withdraw-fact', 'offer', 'revalue', 'release', 'attach', 'withdraw-attachment'] as const),
  ),
  name: constantFrom('鑫旺农机', '旺鑫农机'),
  year: constantFrom(2023, 2024, 2025, 2026),
  // 700 and 710 are sound; 1001 of current assets is more than the 1000 of all assets.
  currentAssets: constantFrom('700', '710', '1001'),
  receivable: integer({ min: 1, max: 3 }),
  isHold: boolean(),
});
type Draw = typeof draw extends Arbitrary<infer Drawn> ? Drawn : never;

const worth = (year: number) => ({ appraisedValue: `${year}.00`, liquidationValue: '1000.00', validTo: '2027-12-31' });

const commandOf = (drawn: Draw): CustomerCommand => {
  const { kind, name, year, currentAssets, receivable, isHold } = drawn;
  switch (kind) {
    case 'details':
      return completeDetails(isHold ? { address: name } : { licenceName: name }, isHold ? [] : ['address']);
    case 'fact':
      return recordFact(`F-${receivable}`, { kind: 'note', text: `${year}` });
    case 'corrected-fact':
      return recordFact(`F-${receivable}`, { kind: 'note', text: `${year}` }, '抄错');
    case 'withdraw-fact':
      return withdrawFact(`F-${receivable}`);
    case 'offer':
      return offerSecurity(`SE-${receivable}`, isHold ? {} : worth(year));
    case 'revalue':
      return revalueSecurity(`SE-${receivable}`, worth(year));
    case 'release':
      return releaseSecurity(`SE-${receivable}`);
    case 'attach':
      return attach(`${receivable}`, name);
    case 'withdraw-attachment':
      return withdrawAttachment(`${receivable}`);
    case 'register':
      return register({ name });
    case 'take-over':
      return takeOver(name);
    case 'statement':
      return recordStatement(withCurrentAssets(currentAssets, year));
    case 'bad-credit':
      return recordBadCredit(`R-${receivable}`, isHold ? 'hold' : 'warn');
  }
};

type Answer = 'new' | 'nothing' | 'problem';

class PlainFile {
  name: string | undefined;
  address = '';
  licence = '';
  readonly statements = new Map<number, Statement>();
  readonly badCredit = new Set<string>();
  /** By what it is about and its id: what it says, and whether that is over. */
  readonly things = new Map<string, { first: string; now: string; gone: boolean }>();

  /** Whether this should be recorded, done nothing about, or objected to. */
  expected({ type, data }: CustomerCommand, { kind, name, year, receivable, isHold }: Draw): Answer {
    if (this.name === undefined) return kind === 'register' || kind === 'take-over' ? 'new' : 'problem';
    const thing = this.things.get(`${type.replace(/^[A-Z][a-z]+/, '')} ${receivable}`);
    switch (type) {
      case 'RegisterCustomer':
        return this.name === `registered ${name}` ? 'nothing' : 'problem';
      case 'TakeOverCustomer':
        return 'nothing';
      case 'CompleteDetails':
        if (isHold) return this.address === name ? 'nothing' : 'new';
        return this.licence === name && this.address === '' ? 'nothing' : 'new';
      case 'RecordStatement':
        // 1001 of current assets contradicts itself, and is kept all the same: the file lists it.
        if (year === 2026) return 'problem';
        return sameContent(this.statements.get(year), data.statement) ? 'nothing' : 'new';
      case 'RecordBadCredit':
        return this.badCredit.has(`${data.receivableId} ${data.step}`) ? 'nothing' : 'new';
      case 'RecordFact':
        if (thing === undefined) return 'new';
        if (thing.now === `${year}`) return 'nothing';
        return thing.gone || kind === 'fact' ? 'problem' : 'new';
      case 'OfferSecurity':
        if (thing === undefined) return 'new';
        return thing.first === data.appraisedValue ? 'nothing' : 'problem';
      case 'RevalueSecurity':
        if (thing?.now === data.appraisedValue) return 'nothing';
        return thing === undefined || thing.gone ? 'problem' : 'new';
      case 'AddAttachment':
        if (thing === undefined || thing.gone) return 'new';
        return thing.now === name ? 'nothing' : 'problem';
      case 'WithdrawFact':
      case 'ReleaseSecurity':
      case 'WithdrawAttachment':
        if (thing === undefined) return 'problem';
        return thing.gone ? 'nothing' : 'new';
    }
  }

  enter({ type, data }: CustomerCommand, { name, year, receivable, isHold }: Draw): void {
    const key = `${type.replace(/^[A-Z][a-z]+/, '')} ${receivable}`;
    const thing = this.things.get(key);
    switch (type) {
      case 'RegisterCustomer':
        this.name = `registered ${data.name}`;
        return;
      case 'TakeOverCustomer':
        this.name = `taken over ${data.name}`;
        return;
      case 'CompleteDetails':
        if (!isHold) this.licence = name;
        this.address = isHold ? name : '';
        return;
      case 'RecordStatement':
        this.statements.set(data.statement.year, data.statement);
        return;
      case 'RecordBadCredit':
        this.badCredit.add(`${data.receivableId} ${data.step}`);
        return;
      case 'RecordFact':
        this.things.set(key, { first: `${year}`, now: `${year}`, gone: false });
        return;
      case 'OfferSecurity':
      case 'RevalueSecurity':
        this.things.set(key, { first: thing?.first ?? data.appraisedValue, now: data.appraisedValue, gone: false });
        return;
      case 'AddAttachment':
        this.things.set(key, { first: name, now: name, gone: false });
        return;
      case 'WithdrawFact':
      case 'ReleaseSecurity':
      case 'WithdrawAttachment':
        if (thing !== undefined) thing.gone = true;
    }
  }

  /** What stands under an id, of those that are not over. */
  standing(about: string): string[] {
    return [...this.things]
      .filter(([key, { gone }]) => key.startsWith(`${about} `) && !gone)
      .map(([, { now }]) => now)
      .sort();
  }
}

const answerTo = (command: CustomerCommand, file: typeof customer.initial): readonly CustomerEvent[] | 'problem' => {
  try {
    return customer.decide(command, file);
  } catch (error) {
    if (error instanceof Problem) return 'problem';
    throw error;
  }
};

const customerCommands: readonly CustomerCommand['type'][] = [
  ...(['RegisterCustomer', 'TakeOverCustomer', 'CompleteDetails', 'RecordStatement', 'RecordBadCredit'] as const),
  ...(['RecordFact', 'WithdrawFact', 'OfferSecurity', 'RevalueSecurity', 'ReleaseSecurity'] as const),
  ...(['AddAttachment', 'WithdrawAttachment'] as const),
];
const answers = new Map<string, number>();

const play = (draws: readonly Draw[]): void => {
  const plain = new PlainFile();
  const log: CustomerEvent[] = [];
  let file = customer.initial;
  for (const drawn of draws) {
    const command = commandOf(drawn);
    const answer = answerTo(command, file);
    const kind = answer === 'problem' ? answer : answer.length === 0 ? 'nothing' : 'new';
    expect(kind).toBe(plain.expected(command, drawn));
    answers.set(`${command.type} ${kind}`, (answers.get(`${command.type} ${kind}`) ?? 0) + 1);
    if (answer === 'problem' || answer.length === 0) continue;

    for (const event of answer) expect(customerEvent.parse(event)).toEqual(event);
    file = answer.reduce(customer.evolve, file);
    log.push(...answer);
    plain.enter(command, drawn);
    if (file === undefined) throw new Error('nothing came of it');
    expect(file.identity.address ?? '').toBe(plain.address);
    expect(file.identity.licenceName ?? '').toBe(plain.licence);
    const notes = factsOf(file).map((fact) => (fact.kind === 'note' ? fact.text : ''));
    expect(notes.sort()).toEqual(plain.standing('Fact'));
    const worths = securitiesOn(file, dateOf(secondOfMarch)).map(({ appraisedValue }) => appraisedValue);
    expect([...worths].sort()).toEqual(plain.standing('Security'));
    const papers = [...file.attachments.values()].filter(({ withdrawn }) => !withdrawn).map(({ name }) => name);
    expect(papers.sort()).toEqual(plain.standing('Attachment'));
    expect(statementsOf(file)).toEqual([...plain.statements.values()].sort((a, b) => b.year - a.year));
    expect([...file.badCredit].sort()).toEqual([...plain.badCredit].sort());
    expect(answerTo(command, file)).toEqual([]);
  }
  expect(log.reduce(customer.evolve, customer.initial)).toEqual(file);
};

test('whatever is asked of a customer file, in whatever order, it says what came last', () => {
  assert(property(array(draw, { minLength: 50, maxLength: 50 }), play), { numRuns: 50, seed: 20260302 });
  // Every command has been recorded, done nothing and been objected to, where it can; a take-over is never objected to.
  const all = customerCommands.flatMap((type) => ['new', 'nothing', 'problem'].map((answer) => `${type} ${answer}`));
  expect([...answers.keys()].sort()).toEqual(all.filter((each) => each !== 'TakeOverCustomer problem').sort());
});
