import { allocate, pay } from '@test/support/account-commands';
import { allocated, extended, extensionAsked, owed, paid, settled } from '@test/support/account-events';
import { specFor } from '@test/support/given-when-then';
import { dateOf } from '@app/kernel/business-date';
import { total } from '@app/kernel/yuan';
import { creditAccount } from './decider';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { paymentOf } from './items';

const given = specFor(creditAccount);
const older = owed('R-2', '100.00', '2026-03-31');
const newer = owed('R-1', '100.00', '2026-04-30');
const cashAfter = (...events: CreditAccountEvent[]) => after(creditAccount.initial, events).sums.unallocatedCash;

describe('a payment', () => {
  test('goes to the oldest receivable first, whatever was recorded first', () =>
    given(newer, older)
      .when(pay('P-1', '150.00'))
      .then(
        paid('P-1', '150.00'),
        allocated('P-1', 'R-2', '100.00'),
        settled('R-2'),
        allocated('P-1', 'R-1', '50.00'),
      ));

  test('that has not come in yet frees no limit: its value date may be today, not tomorrow', () => {
    const early = pay('P-1', '1.00', { on: '2026-03-02' });
    if (early.type !== 'RecordPayment') throw new Error('not a payment');
    const recordedOn = (day: string) => ({ ...early, data: { ...early.data, on: dateOf(day) } });
    given(newer).when(recordedOn('2026-03-01')).thenProblem('date-order');
    given(newer)
      .when(recordedOn('2026-03-02'))
      .then(paid('P-1', '1.00', '2026-03-02'), allocated('P-1', 'R-1', '1.00', '2026-03-02'));
  });

  test('settles a receivable with its last fen and not one fen before', () => {
    given(newer)
      .when(pay('P-1', '100.00'))
      .then(paid('P-1', '100.00'), allocated('P-1', 'R-1', '100.00'), settled('R-1'));
    given(newer)
      .when(pay('P-1', '99.99'))
      .then(paid('P-1', '99.99'), allocated('P-1', 'R-1', '99.99'));
    given(newer, paid('P-1', '99.99'), allocated('P-1', 'R-1', '99.99'))
      .when(pay('P-2', '0.01'))
      .then(paid('P-2', '0.01'), allocated('P-2', 'R-1', '0.01'), settled('R-1'));
  });

  test('goes by number among receivables of one day', () =>
    given(owed('R-9', '1.00', '2026-03-31'), owed('R-10', '1.00', '2026-03-31'))
      .when(pay('P-1', '1.00'))
      .then(paid('P-1', '1.00'), allocated('P-1', 'R-10', '1.00'), settled('R-10')));

  test('goes by the due date as an extension has moved it', () =>
    given(
      older,
      newer,
      extensionAsked('E-1', 'R-2', '2026-05-31'),
      extended('E-1', 'R-2', { from: '2026-03-31', to: '2026-05-31' }),
    )
      .when(pay('P-1', '1.00'))
      .then(paid('P-1', '1.00'), allocated('P-1', 'R-1', '1.00')));

  test('leaves what is too much unallocated', () => {
    const events = given(newer).when(pay('P-1', '100.01')).decided();
    expect(events).toEqual([paid('P-1', '100.01'), allocated('P-1', 'R-1', '100.00'), settled('R-1')]);
    expect(cashAfter(newer, ...events)).toBe('0.01');
  });

  test('is wholly unallocated when nothing is owed, and stays so when something is owed later', () => {
    given().when(pay('P-1', '5.00')).then(paid('P-1', '5.00'));
    expect(cashAfter(paid('P-1', '5.00'), newer)).toBe('5.00');
  });

  test('does nothing when it comes again, whatever has been owed since', () => {
    given(paid('P-1', '5.00'), newer).when(pay('P-1', '5.00')).thenNothing();
    given(newer, paid('P-1', '100.00'), allocated('P-1', 'R-1', '100.00'), settled('R-1'), older)
      .when(pay('P-1', '100.00'))
      .thenNothing();
  });

  test.each([
    ['amount', pay('P-1', '5.01')],
    ['value date', pay('P-1', '5.00', { on: '2026-03-02' })],
    ['reference', pay('P-1', '5.00', { reference: 'other' })],
    ['receivable named', pay('P-1', '5.00', { named: [['R-2', '5.00']] })],
    ['amount named', pay('P-1', '5.00', { named: [['R-1', '4.99']] })],
  ])('makes no sense under a known number with another %s', (_, command) =>
    given(newer, older, paid('P-1', '5.00'), allocated('P-1', 'R-1', '5.00'))
      .when(command)
      .thenProblem('same-id-other-content'),
  );
});

describe('a payment for named receivables', () => {
  test('goes where it is told, past what is older, and the rest stays unallocated', () => {
    const command = pay('P-1', '150.00', { named: [['R-1', '60.00']] });
    const events = given(newer, older).when(command).decided();
    expect(events).toEqual([paid('P-1', '150.00'), allocated('P-1', 'R-1', '60.00')]);
    expect(cashAfter(newer, older, ...events)).toBe('90.00');
  });

  test('may go to several, to the last fen of each and of itself', () => {
    const named = [
      ['R-1', '100.00'],
      ['R-2', '50.00'],
    ] as const;
    given(newer, older)
      .when(pay('P-1', '150.00', { named }))
      .then(paid('P-1', '150.00'), allocated('P-1', 'R-1', '100.00'), settled('R-1'), allocated('P-1', 'R-2', '50.00'));
    given(newer, older)
      .when(pay('P-1', '149.99', { named }))
      .thenProblem('allocation-above-payment');
  });

  test('may name none, and then goes nowhere', () =>
    given(newer)
      .when(pay('P-1', '5.00', { named: [] }))
      .then(paid('P-1', '5.00')));

  test('cannot pay more of a receivable than is open', () =>
    given(newer)
      .when(pay('P-1', '200.00', { named: [['R-1', '100.01']] }))
      .thenProblem('allocation-above-open'));

  test('cannot name one twice, even when both would fit', () => {
    const named = [
      ['R-1', '1.00'],
      ['R-1', '1.00'],
    ] as const;
    given(newer)
      .when(pay('P-1', '200.00', { named }))
      .thenProblem('allocation-twice');
  });

  test('cannot name what is not there', () =>
    given(newer)
      .when(pay('P-1', '200.00', { named: [['R-7', '1.00']] }))
      .thenProblem('unknown-receivable'));

  test('does nothing when it comes again', () =>
    given(newer, paid('P-1', '5.00'), allocated('P-1', 'R-1', '2.00'))
      .when(pay('P-1', '5.00', { named: [['R-1', '2.00']] }))
      .thenNothing());
});

describe('allocating what was left of a payment', () => {
  const cash = paid('P-1', '150.00');

  test('takes it to the oldest first', () =>
    given(cash, newer, older)
      .when(allocate('P-1'))
      .then(allocated('P-1', 'R-2', '100.00'), settled('R-2'), allocated('P-1', 'R-1', '50.00')));

  test('does nothing when all of it is allocated or nothing is owed', () => {
    given(newer, older, paid('P-1', '5.00'), allocated('P-1', 'R-1', '5.00'))
      .when(allocate('P-1'))
      .thenNothing();
    given(cash).when(allocate('P-1')).thenNothing();
  });

  test('takes it where it is told', () =>
    given(cash, newer, older)
      .when(allocate('P-1', [['R-1', '30.00']]))
      .then(allocated('P-1', 'R-1', '30.00')));

  test('takes nothing twice when it is told again, and only the difference when it is told more', () => {
    const once = [cash, newer, older, allocated('P-1', 'R-1', '30.00')];
    given(...once)
      .when(allocate('P-1', [['R-1', '30.00']]))
      .thenNothing();
    given(...once)
      .when(allocate('P-1', [['R-1', '30.01']]))
      .then(allocated('P-1', 'R-1', '0.01'));
  });

  test('cannot take more than is left of the payment', () =>
    given(cash, newer, older, allocated('P-1', 'R-2', '100.00'))
      .when(allocate('P-1', [['R-1', '50.01']]))
      .thenProblem('allocation-above-payment'));

  test('cannot take more than is open', () =>
    given(cash, newer)
      .when(allocate('P-1', [['R-1', '100.01']]))
      .thenProblem('allocation-above-open'));

  test('needs a payment', () => given(cash, newer).when(allocate('P-2')).thenProblem('unknown-payment'));
});

test('what is allocated of a payment and what is left of it are the payment', () => {
  const events = given(newer, older).when(pay('P-1', '170.00')).decided();
  const payment = paymentOf(after(creditAccount.initial, [newer, older, ...events]), 'P-1');
  expect(payment?.allocations.map(({ receivableId, amount }) => `${receivableId} ${amount}`)).toEqual([
    'R-2 100.00',
    'R-1 70.00',
  ]);
  expect(total(payment?.allocations.map(({ amount }) => amount) ?? [])).toBe('170.00');
  expect(payment?.unallocated).toBe('0.00');
});
