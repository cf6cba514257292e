import { payBy, allocateBy } from '@test/support/correcting-commands';
import { allocatedOn, invoiced, paidOn, takenBack } from '@test/support/correcting-events';
import { specFor } from '@test/support/given-when-then';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan, total } from '@app/kernel/yuan';
import { creditAccount } from './decider';
import type { CreditAccountCommand } from './commands';
import type { CreditAccountEvent } from './events';
import { SHARED_MAX } from './spreading';

const given = specFor(creditAccount);
const day = '2026-03-01';
// Two invoices in two instalments each, and a small one that falls due last.
const instalment = (documentId: string, nth: number) => ({ documentId, nth, of: 2 });
const owed = [
  invoiced('F-1.1', '300.00', [day, '2026-04-01'], instalment('F-1', 1)),
  invoiced('F-1.2', '300.00', [day, '2026-06-01'], instalment('F-1', 2)),
  invoiced('F-2.1', '200.00', ['2026-03-02', '2026-03-20'], instalment('F-2', 1)),
  invoiced('F-2.2', '200.00', ['2026-03-02', '2026-05-01'], instalment('F-2', 2)),
  invoiced('F-3', '0.01', ['2026-03-03', '2026-07-01']),
];
const went = (events: readonly CreditAccountEvent[]) =>
  events.flatMap(({ type, data }) => (type === 'PaymentAllocated' ? [`${data.receivableId} ${data.amount}`] : []));
const whereItGoes = (command: CreditAccountCommand, ...before: readonly CreditAccountEvent[]) =>
  went(
    given(...owed, ...before)
      .when(command)
      .decided(),
  );

describe('money', () => {
  test('goes to what falls due first unless it is said otherwise', () => {
    const oldest = ['F-2.1 200.00', 'F-1.1 300.00', 'F-2.2 100.00'];
    expect(whereItGoes(payBy('P-1', '600.00'))).toEqual(oldest);
    expect(whereItGoes(payBy('P-1', '600.00', { rule: 'oldest-first' }))).toEqual(oldest);
  });

  test('goes by instalment to the oldest invoice, all of it, before the next', () =>
    expect(whereItGoes(payBy('P-1', '750.00', { rule: 'by-instalment' }))).toEqual([
      'F-1.1 300.00',
      'F-1.2 300.00',
      'F-2.1 150.00',
    ]));

  test('goes to the invoices that are named, in that order, with all their instalments', () => {
    expect(whereItGoes(payBy('P-1', '350.00', { invoices: ['F-3', 'F-1'] }))).toEqual([
      'F-3 0.01',
      'F-1.1 300.00',
      'F-1.2 49.99',
    ]);
    expect(whereItGoes(payBy('P-1', '450.00', { invoices: ['F-1.2', 'F-2'] }))).toEqual([
      'F-1.2 300.00',
      'F-2.1 150.00',
    ]);
  });

  test('goes by a rule among those that are named', () =>
    expect(whereItGoes(payBy('P-1', '450.00', { rule: 'oldest-first', invoices: ['F-1', 'F-2'] }))).toEqual([
      'F-2.1 200.00',
      'F-1.1 250.00',
    ]));

  test('goes in proportion to what is open, to the fen, and no fen is lost', () => {
    // 100.00 over 1000.01: 19.9998, 29.9997, 19.9998, 29.9997, 0.000999…; the largest remainders get the fen left over.
    const shares = whereItGoes(payBy('P-1', '100.00', { rule: 'pro-rata' }));
    expect(shares).toEqual(['F-2.1 20.00', 'F-1.1 30.00', 'F-2.2 20.00', 'F-1.2 30.00']);
    expect(whereItGoes(payBy('P-1', '0.03', { rule: 'pro-rata' }))).toEqual(['F-2.1 0.01', 'F-1.1 0.01', 'F-1.2 0.01']);
    for (const amount of ['0.01', '0.07', '333.33', '999.99', '1000.00', '1000.01'])
      expect(
        total(whereItGoes(payBy('P-1', amount, { rule: 'pro-rata' })).map((one) => ofYuan(one.split(' ')[1]!))),
      ).toBe(amount);
  });

  test('pays all in proportion to its end, and keeps what is over', () => {
    const shares = whereItGoes(payBy('P-1', '5000.00', { rule: 'pro-rata' }));
    expect(shares).toEqual(['F-2.1 200.00', 'F-1.1 300.00', 'F-2.2 200.00', 'F-1.2 300.00', 'F-3 0.01']);
  });

  test('goes nowhere where it is to wait', () =>
    expect(whereItGoes(payBy('P-1', '5.00', { rule: 'none' }))).toEqual([]));

  test('is not shared among more than anybody looks through', () => {
    const many = Array.from({ length: SHARED_MAX + 1 }, (_, nth) => invoiced(`M-${nth}`, '10.00', [day, '2026-04-01']));
    given(...many)
      .when(payBy('P-1', '5.00', { rule: 'pro-rata' }))
      .thenProblem('shared-among-too-many');
    expect(
      went(
        given(...many.slice(1))
          .when(payBy('P-1', '5.00', { rule: 'pro-rata' }))
          .decided(),
      ),
    ).toHaveLength(SHARED_MAX);
  });

  test('cannot go to what nobody has heard of, nor to what somebody else has paid', () => {
    given(...owed)
      .when(payBy('P-1', '5.00', { invoices: ['F-9'] }))
      .thenProblem('unknown-receivable');
    given(...owed, paidOn('P-0', '0.01', day), allocatedOn('P-0', 'F-3', '0.01'))
      .when(payBy('P-1', '5.00', { invoices: ['F-3'] }))
      .thenProblem('receivable-settled');
    given(...owed, paidOn('P-0', '0.01', day), allocatedOn('P-0', 'F-3', '0.01'))
      .when(allocateBy('P-0', { invoices: ['F-3'] }))
      .thenNothing();
  });
});

describe('netting', () => {
  test('pays like money, and says what of ours it was set against', () =>
    expect(
      given(...owed)
        .when(payBy('P-1', '1.00', { means: 'netting', reference: 'PO-77', rule: 'none' }))
        .decided(),
    ).toMatchObject([{ type: 'PaymentRecorded', data: { means: 'netting', reference: 'PO-77' } }]));

  test('without that makes no sense', () =>
    given(...owed)
      .when(payBy('P-1', '1.00', { means: 'netting', reference: ' ' }))
      .thenProblem('netting-without-reference'));
});

describe('the day on which an allocation counts', () => {
  const cash = paidOn('P-1', '500.00', '2026-03-05');
  const dayOf = (command: CreditAccountCommand, ...before: readonly CreditAccountEvent[]) =>
    given(...owed, cash, ...before)
      .when(command)
      .decided()
      .flatMap(({ type, data }) => (type === 'PaymentAllocated' ? [data.valueDate] : []));

  test('is that of the payment, however late it is allocated', () =>
    expect(dayOf(allocateBy('P-1', { on: '2026-05-01', invoices: ['F-3'] }))).toEqual([dateOf('2026-03-05')]));

  test('may be a later one that has come, and no earlier one', () => {
    const on = '2026-05-01';
    expect(dayOf(allocateBy('P-1', { on, valueDate: on, invoices: ['F-3'] }))).toEqual([dateOf(on)]);
    given(...owed, cash)
      .when(allocateBy('P-1', { on, valueDate: '2026-05-02', invoices: ['F-3'] }))
      .thenProblem('date-order');
    given(...owed, cash)
      .when(allocateBy('P-1', { on, valueDate: '2026-03-04', invoices: ['F-3'] }))
      .thenProblem('value-date-too-early');
  });

  test('is not before money that was taken back was free, nor before what it had paid was owed again', () => {
    const back = [
      allocatedOn('P-1', 'F-1.1', '300.00', { valueDate: '2026-03-05' }),
      takenBack('P-1', 'F-1.1', '300.00', { valueDate: '2026-04-10', on: '2026-04-10' }),
    ];
    expect(dayOf(allocateBy('P-1', { on: '2026-05-01', invoices: ['F-3'] }), ...back)).toEqual([dateOf('2026-04-10')]);
    const other = [...back, paidOn('P-2', '300.00', '2026-03-06')];
    expect(dayOf(allocateBy('P-2', { on: '2026-05-01', invoices: ['F-1.1'] }), ...other)).toEqual([
      dateOf('2026-04-10'),
    ]);
    // What should never have been allocated leaves no trace.
    const never = [back[0]!, takenBack('P-1', 'F-1.1', '300.00', { valueDate: '2026-03-05', on: '2026-04-10' })];
    expect(dayOf(allocateBy('P-1', { on: '2026-05-01', invoices: ['F-3'] }), ...never)).toEqual([dateOf('2026-03-05')]);
  });
});
