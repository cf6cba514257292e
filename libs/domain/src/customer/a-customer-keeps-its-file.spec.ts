import { assess } from '@app/credit-model/assess';
import { Problem } from '@app/kernel/problem';
import { dateOf } from '@app/kernel/business-date';
import {
  dealer,
  example,
  historyOf,
  lastYear,
  recordBadCredit,
  recordStatement,
  register,
  takeOver,
  withCurrentAssets,
} from '@test/support/credit-files';
import { standardPolicy } from '@test/support/scoring-policy';
import { specFor } from '@test/support/given-when-then';
import type { CustomerCommand } from './commands';
import { statementsOf } from './customer';
import { customer } from './decider';

const after = (...commands: CustomerCommand[]) => specFor(customer)(...historyOf(customer, commands));
const fileAfter = (...commands: CustomerCommand[]) =>
  historyOf(customer, commands).reduce(customer.evolve, customer.initial);

/** What is objected to, with every detail. */
const objection = (command: CustomerCommand, ...before: CustomerCommand[]): Problem => {
  try {
    customer.decide(command, fileAfter(...before));
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was objected to');
};

describe('registering a customer', () => {
  test('opens its file', () => after().when(register()).then({ type: 'CustomerRegistered', data: register().data }));

  test('does nothing when the same comes again, on whatever day', () => {
    after(register()).when(register()).thenNothing();
    after(register()).when(register({}, '2026-04-01')).thenNothing();
  });

  test('takes a field that is undefined for one that is left out', () =>
    after(register())
      .when(register({ industry: undefined }))
      .thenNothing());

  test('is refused under an id that stands for somebody else, and says what differs', () => {
    const { code, facts } = objection(register({ name: '旺鑫农机' }), register());
    expect(code).toBe('same-id-other-content');
    expect(facts).toEqual({ id: dealer, before: 'name 鑫旺农机', now: 'name 旺鑫农机' });
    expect(objection(register({ creditCode: undefined }), register()).facts).toMatchObject({ now: 'creditCode –' });
  });
});

describe('taking over a customer from another system', () => {
  test('opens a file with what is known', () =>
    after().when(takeOver()).then({ type: 'CustomerRegistered', data: takeOver().data }));

  test('does nothing to a customer that is known, whatever the other system calls it', () => {
    after(takeOver()).when(takeOver('Xinwang')).thenNothing();
    after(register()).when(takeOver('Xinwang')).thenNothing();
  });
});

describe('recording a statement', () => {
  test('needs a customer', () => {
    after().when(recordStatement(lastYear)).thenProblem('unknown-customer');
    after().when(recordBadCredit('R-1')).thenProblem('unknown-customer');
  });

  test('keeps it by its year', () =>
    after(register())
      .when(recordStatement(lastYear))
      .then({ type: 'StatementRecorded', data: recordStatement(lastYear).data }));

  test('does nothing when the same comes again, from whomever and whenever', () =>
    after(register(), recordStatement(lastYear))
      .when(recordStatement(lastYear, '2026-05-01', 'analyst-wu'))
      .thenNothing());

  test('lets a correction of the same year stand beside the first and replace it in the file', () => {
    const corrected = withCurrentAssets('710');
    after(register(), recordStatement(lastYear))
      .when(recordStatement(corrected))
      .then({ type: 'StatementRecorded', data: recordStatement(corrected).data });
    const file = fileAfter(register(), recordStatement(lastYear), recordStatement(corrected));
    expect(statementsOf(file)).toEqual([corrected]);
  });

  test('lists the newest year first, in whatever order they came', () => {
    const years = [2023, 2025, 2024].map((year) => recordStatement(withCurrentAssets('700', year)));
    expect(statementsOf(fileAfter(register(), ...years)).map(({ year }) => year)).toEqual([2025, 2024, 2023]);
  });

  test('takes the year from its last day on and not a day before', () => {
    after(register()).when(recordStatement(lastYear, '2025-12-30')).thenProblem('statement-not-closed');
    after(register())
      .when(recordStatement(lastYear, '2025-12-31'))
      .then({ type: 'StatementRecorded', data: recordStatement(lastYear, '2025-12-31').data });
    expect(objection(recordStatement(withCurrentAssets('700', 2026)), register()).facts).toEqual({
      year: 2026,
      closes: dateOf('2026-12-31'),
      today: dateOf('2026-03-02'),
    });
  });

  // The desk used to refuse it here. The analyst has to be able to show the customer what does not fit, so it is kept and
  // listed; assess() refuses to reckon with it.
  test('keeps also what contradicts itself, as it was handed in', () => {
    const { balance } = lastYear;
    const statement = { ...lastYear, balance: { ...balance, equity: '470', currentLiabilities: '530' } };
    after(register())
      .when(recordStatement(statement))
      .then({ type: 'StatementRecorded', data: recordStatement(statement).data });
    const input = { ...example, assessedOn: dateOf('2026-03-02'), statements: [statement] };
    expect(() => assess(standardPolicy, input)).toThrow(
      expect.objectContaining({ code: 'statement-contradicts-itself' }) as Error,
    );
  });

  test('never lets what next year’s sheet says of a year replace the year’s own', () => {
    const own = recordStatement(lastYear);
    const told = recordStatement({ ...withCurrentAssets('690'), fromComparative: true });
    after(register(), own).when(told).thenNothing();
    after(register(), told).when(own).then({ type: 'StatementRecorded', data: own.data });
  });
});

describe('a bad credit record', () => {
  test('is made once for each step of a receivable', () => {
    after(register())
      .when(recordBadCredit('R-1'))
      .then({ type: 'BadCreditRecorded', data: recordBadCredit('R-1').data });
    after(register(), recordBadCredit('R-1'))
      .when(recordBadCredit('R-1', 'warn', 9))
      .thenNothing();
    after(register(), recordBadCredit('R-1'))
      .when(recordBadCredit('R-1', 'hold'))
      .then({ type: 'BadCreditRecorded', data: recordBadCredit('R-1', 'hold').data });
    after(register(), recordBadCredit('R-1'))
      .when(recordBadCredit('R-2'))
      .then({ type: 'BadCreditRecorded', data: recordBadCredit('R-2').data });
  });
});
