import { array, assert, boolean, constantFrom, integer, property, record, type Arbitrary } from 'fast-check';
import type { Statement } from '@app/credit-model/statement';
import { Problem } from '@app/kernel/problem';
import { sameContent } from '@app/kernel/same-content';
import { recordBadCredit, recordStatement, register, takeOver, withCurrentAssets } from '@test/support/credit-files';
import type { CustomerCommand } from './commands';
import { statementsOf } from './customer';
import { customer } from './decider';
import { customerEvent, type CustomerEvent } from './events';

// Everything that can be asked of a customer's file is asked of it in any order. Beside it a plain list is kept of what
// the file should say: the name it was opened under, the last sound statement of each year, each bad record once.

const draw = record({
  kind: constantFrom('register', 'take-over', 'statement', 'statement', 'statement', 'bad-credit', 'bad-credit'),
  name: constantFrom('鑫旺农机', '旺鑫农机'),
  year: constantFrom(2023, 2024, 2025, 2026),
  // 700 and 710 are sound; 1001 of current assets is more than the 1000 of all assets.
  currentAssets: constantFrom('700', '710', '1001'),
  receivable: integer({ min: 1, max: 3 }),
  isHold: boolean(),
});
type Draw = typeof draw extends Arbitrary<infer Drawn> ? Drawn : never;

const commandOf = ({ kind, name, year, currentAssets, receivable, isHold }: Draw): CustomerCommand => {
  switch (kind) {
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

class PlainFile {
  name: string | undefined;
  readonly statements = new Map<number, Statement>();
  readonly badCredit = new Set<string>();

  /** Whether this should be recorded, done nothing about, or objected to. */
  expected({ type, data }: CustomerCommand, { kind, name, year, currentAssets }: Draw): 'new' | 'nothing' | 'problem' {
    if (this.name === undefined) return kind === 'register' || kind === 'take-over' ? 'new' : 'problem';
    switch (type) {
      case 'RegisterCustomer':
        return this.name === `registered ${name}` ? 'nothing' : 'problem';
      case 'TakeOverCustomer':
        return 'nothing';
      case 'RecordStatement':
        if (year === 2026 || currentAssets === '1001') return 'problem';
        return sameContent(this.statements.get(year), data.statement) ? 'nothing' : 'new';
      case 'RecordBadCredit':
        return this.badCredit.has(`${data.receivableId} ${data.step}`) ? 'nothing' : 'new';
    }
  }

  enter({ type, data }: CustomerCommand): void {
    switch (type) {
      case 'RegisterCustomer':
        this.name = `registered ${data.name}`;
        return;
      case 'TakeOverCustomer':
        this.name = `taken over ${data.name}`;
        return;
      case 'RecordStatement':
        this.statements.set(data.statement.year, data.statement);
        return;
      case 'RecordBadCredit':
        this.badCredit.add(`${data.receivableId} ${data.step}`);
    }
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
    plain.enter(command);
    expect(statementsOf(file)).toEqual([...plain.statements.values()].sort((a, b) => b.year - a.year));
    expect([...(file?.badCredit ?? [])].sort()).toEqual([...plain.badCredit].sort());
    expect(answerTo(command, file)).toEqual([]);
  }
  expect(log.reduce(customer.evolve, customer.initial)).toEqual(file);
};

test('whatever is asked of a customer file, in whatever order, it says what came last', () => {
  assert(property(array(draw, { minLength: 30, maxLength: 30 }), play), { numRuns: 100, seed: 20260302 });
  // Every command has been recorded, done nothing and been objected to, where it can; a take-over is never objected to.
  expect([...answers.keys()].sort()).toEqual([
    'RecordBadCredit new',
    'RecordBadCredit nothing',
    'RecordBadCredit problem',
    'RecordStatement new',
    'RecordStatement nothing',
    'RecordStatement problem',
    'RegisterCustomer new',
    'RegisterCustomer nothing',
    'RegisterCustomer problem',
    'TakeOverCustomer new',
    'TakeOverCustomer nothing',
  ]);
});
