import { owed } from '@test/support/account-events';
import { pay } from '@test/support/account-commands';
import {
  allocateBy,
  cancelNote,
  credit,
  recover,
  reverse,
  takeBack,
  writeOff,
} from '@test/support/correcting-commands';
import {
  agreed,
  allocatedOn,
  credited,
  invoiced,
  noteCancelled,
  paidOn,
  reopened,
  reversed,
  settledBy,
  takenBack,
} from '@test/support/correcting-events';
import { specFor } from '@test/support/given-when-then';
import { acceptBill, dishonour } from '@test/support/security-commands';
import { creditAccount } from './decider';
import type { CreditAccountCommand } from './commands';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { creditAccountEvent } from './events';

const given = specFor(creditAccount);
const both = agreed({ reward: { percent: '2', withinDays: 10 }, onTimeReward: { percent: '0.5' } });
const invoice = invoiced('R-1', '98765.43', ['2026-03-01', '2026-04-30']);
const rewardsOf = (events: readonly CreditAccountEvent[]) =>
  events.flatMap(({ type, data }) =>
    type === 'CreditNoteIssued' ? [`${data.creditNoteId} ${data.kind} ${data.amount} ${data.issueDate}`] : [],
  );
const reward = (command: CreditAccountCommand, ...before: readonly CreditAccountEvent[]) =>
  rewardsOf(
    given(...before)
      .when(command)
      .decided(),
  );
const early = (id: string, amount: string, day: string, reason: string) =>
  credited(id, amount, { kind: 'early-payment-reward', corrects: 'R-1', by: 'credit-account', reason, on: day });

describe('paying early', () => {
  test('is rewarded with a credit note over the percentage, half up to the fen, that says how it came about', () =>
    given(both, invoice)
      .when(pay('P-1', '98765.43', { on: '2026-03-11' }))
      .then(
        paidOn('P-1', '98765.43', '2026-03-11'),
        allocatedOn('P-1', 'R-1', '98765.43', { on: '2026-03-11' }),
        settledBy('R-1', { on: '2026-03-11' }),
        early('R-1.reward', '1975.31', '2026-03-11', '2% × 98765.43 = 1975.3086 ≈ 1975.31'),
      ));

  test('is so on the last of its days; the day after it is paying in time, up to the due date', () => {
    const on = (day: string) => reward(pay('P-1', '98765.43', { on: day }), both, invoice);
    expect(on('2026-03-11')).toEqual(['R-1.reward early-payment-reward 1975.31 2026-03-11']);
    expect(on('2026-03-12')).toEqual(['R-1.reward on-time-reward 493.83 2026-03-12']);
    expect(on('2026-04-30')).toEqual(['R-1.reward on-time-reward 493.83 2026-04-30']);
    expect(on('2026-05-01')).toEqual([]);
  });

  test('goes by the day on which the money was there, and by the last of it', () => {
    const half = [
      both,
      invoice,
      paidOn('P-0', '50000.00', '2026-03-05'),
      allocatedOn('P-0', 'R-1', '50000.00', { on: '2026-03-05' }),
    ];
    expect(reward(pay('P-1', '48765.43', { on: '2026-03-11' }), ...half)).toEqual([
      'R-1.reward early-payment-reward 1975.31 2026-03-11',
    ]);
    expect(reward(pay('P-1', '48765.43', { on: '2026-05-01' }), ...half)).toEqual([]);
    const late = pay('P-1', '98765.43', { on: '2026-03-11' });
    if (late.type !== 'RecordPayment') throw new Error('not a payment');
    const recordedLate = { ...late, data: { ...late.data, on: pay('P', '1.00', { on: '2026-06-01' }).data.on } };
    expect(reward(recordedLate, both, invoice)).toEqual(['R-1.reward early-payment-reward 1975.31 2026-03-11']);
  });

  test('is not rewarded where it is a bill that has not matured, nor what a credit note settled', () => {
    expect(reward(acceptBill('B-1', '98765.43', { on: '2026-03-05' }), both, invoice)).toEqual([]);
    const rest = [
      both,
      invoice,
      paidOn('P-0', '98665.43', '2026-03-05'),
      allocatedOn('P-0', 'R-1', '98665.43', { on: '2026-03-05' }),
    ];
    expect(reward(credit('CN-1', '100.00', { corrects: 'R-1', on: '2026-06-01' }), ...rest)).toEqual([
      'CN-1 return 100.00 2026-06-01',
      'R-1.reward early-payment-reward 1973.31 2026-06-01',
    ]);
    expect(reward(credit('CN-1', '98765.43', { corrects: 'R-1', on: '2026-03-05' }), both, invoice)).toHaveLength(1);
    expect(reward(writeOff('WO-1', 'R-1', { on: '2026-03-06' }), ...rest)).toEqual([]);
  });

  test('is not rewarded where part was written off, unless that came after all', () => {
    const part = given(both, invoice)
      .when(writeOff('WO-1', 'R-1', { amount: '65.43', on: '2026-03-02' }))
      .decided();
    const payRest = pay('P-1', '98700.00', { on: '2026-03-05' });
    expect(reward(payRest, both, invoice, ...part)).toEqual([]);
    const all = given(both, invoice, ...part)
      .when(recover('RE-1', ['WO-1', 'R-1'], '65.43', { on: '2026-03-03' }))
      .decided();
    expect(reward(pay('P-1', '98765.43', { on: '2026-03-05' }), both, invoice, ...part, ...all)).toHaveLength(1);
  });

  test('is rewarded by the agreement of the day of the invoice, and by none where there was none', () => {
    const before = invoiced('R-1', '98765.43', ['2026-02-28', '2026-04-30']);
    expect(reward(pay('P-1', '98765.43', { on: '2026-03-05' }), both, before)).toEqual([]);
    expect(reward(pay('P-1', '98765.43', { on: '2026-03-05' }), invoice)).toEqual([]);
    const onlyInTime = agreed({ onTimeReward: { percent: '0.5' } });
    expect(reward(pay('P-1', '98765.43', { on: '2026-03-05' }), onlyInTime, invoice)).toEqual([
      'R-1.reward on-time-reward 493.83 2026-03-05',
    ]);
  });

  test('of so little that it comes to no fen is not rewarded', () => {
    const small = invoiced('R-1', '0.24', ['2026-03-01', '2026-04-30']);
    expect(reward(pay('P-1', '0.24', { on: '2026-03-05' }), both, small)).toEqual([]);
    const enough = invoiced('R-1', '0.25', ['2026-03-01', '2026-04-30']);
    expect(reward(pay('P-1', '0.25', { on: '2026-03-05' }), both, enough)).toEqual([
      'R-1.reward early-payment-reward 0.01 2026-03-05',
    ]);
  });

  test('gives its credit note a number that is one, however long that of the invoice is', () => {
    const long = `发票-${'9'.repeat(61)}`;
    const [event] = given(both, invoiced(long, '100.00', ['2026-03-01', '2026-04-30']))
      .when(pay('P-1', '100.00', { on: '2026-03-05' }))
      .decided()
      .filter(({ type }) => type === 'CreditNoteIssued');
    expect(creditAccountEvent.parse(event)).toEqual(event);
  });
});

describe('a reward', () => {
  const on = '2026-03-05';
  const other = owed('R-2', '50.00', '2026-05-30');
  const invoice100 = invoiced('R-1', '100.00', ['2026-03-01', '2026-04-30']);
  const paid = [
    ...[both, invoice100, other, paidOn('P-1', '100.00', on), allocatedOn('P-1', 'R-1', '100.00', { on })],
    ...[settledBy('R-1', { on }), early('R-1.reward', '2.00', on, '2% × 100.00 = 2 ≈ 2.00')],
  ];
  const bounced = '2026-03-20';
  const byAccount = { by: 'credit-account', reason: 'no cover', on: bounced };
  const back = takenBack('P-1', 'R-1', '100.00', { id: 'reversal-1', reason: 'no cover', on: bounced });

  test('is withdrawn with the payment that earned it', () =>
    given(...paid)
      .when(reverse('P-1', 'bounced', { on: bounced }))
      .then(
        noteCancelled('R-1.reward', '2.00', byAccount),
        back,
        reversed('P-1', '100.00', 'bounced', { on: bounced }),
        reopened('R-1', '100.00', bounced),
      ));

  test('is withdrawn with any part of it, and what it had paid itself is owed again before that', () => {
    const used = [...paid, allocatedOn('R-1.reward', 'R-2', '2.00', { credit: true, on: '2026-03-06' })];
    given(...used)
      .when(takeBack('DA-1', ['P-1', 'R-1'], { amount: '0.01', valueDate: bounced, on: bounced }))
      .then(
        takenBack('R-1.reward', 'R-2', '2.00', {
          ...{ credit: true as const, id: 'cancelled-1', by: 'credit-account', reason: 'wrong invoice', on: bounced },
        }),
        noteCancelled('R-1.reward', '2.00', { ...byAccount, reason: 'wrong invoice' }),
        takenBack('P-1', 'R-1', '0.01', { on: bounced }),
        reopened('R-1', '0.01', bounced),
      );
  });

  test('takes the rewards with it that it had earned itself', () => {
    const small = invoiced('R-3', '52.00', ['2026-03-01', '2026-05-30']);
    const chain = [...[...paid, small, allocatedOn('R-1.reward', 'R-3', '2.00', { credit: true, on: '2026-03-06' })]];
    const settledSmall = given(...chain)
      .when(pay('P-3', '50.00', { named: [['R-3', '50.00']], on: '2026-03-07' }))
      .decided();
    expect(rewardsOf(settledSmall)).toEqual(['R-3.reward early-payment-reward 1.00 2026-03-07']);
    const events = given(...chain, ...settledSmall)
      .when(reverse('P-1', 'bounced', { on: bounced }))
      .decided();
    expect(
      events.map(
        ({ type, data }) =>
          `${type} ${'creditNoteId' in data ? data.creditNoteId : 'paymentId' in data ? data.paymentId : data.customerId}`,
      ),
    ).toEqual([
      'CreditNoteCancelled R-3.reward',
      'PaymentDeallocated R-1.reward',
      'CreditNoteCancelled R-1.reward',
      'PaymentDeallocated P-1',
      'PaymentReversed P-1',
      'ReceivableReopened C-1',
      'ReceivableReopened C-1',
    ]);
    expect(after(creditAccount.initial, [...chain, ...settledSmall, ...events])).toMatchObject({
      sums: { receivables: '152.00', creditNotes: '0.00', unallocatedCash: '0.00' },
      ledger: '152.00',
    });
  });

  test('is earned again under another number when the money comes in time after all', () => {
    const events = given(...paid)
      .when(takeBack('DA-1', ['P-1', 'R-1'], { on: bounced }))
      .decided();
    expect(reward(allocateBy('P-1', { on: bounced, invoices: ['R-1'] }), ...paid, ...events)).toEqual([
      'R-1.reward-2 early-payment-reward 2.00 2026-03-05',
    ]);
  });

  test('is part of what its invoice can be credited in all', () => {
    given(...paid)
      .when(credit('CN-1', '98.01', { corrects: 'R-1', on }))
      .thenProblem('credit-note-above-invoice');
    given(...paid)
      .when(credit('CN-1', '98.00', { corrects: 'R-1', on }))
      .then(credited('CN-1', '98.00', { corrects: 'R-1', on }));
  });

  test('goes with the bill that earned it, when that is not honoured', () => {
    const events = [both, invoice100];
    const accepted = given(...events)
      .when(acceptBill('B-1', '100.00', { on, maturesOn: on }))
      .decided();
    expect(rewardsOf(accepted)).toEqual(['R-1.reward early-payment-reward 2.00 2026-03-05']);
    expect(
      given(...events, ...accepted)
        .when(dishonour('B-1', bounced))
        .decided()
        .map(({ type }) => type),
    ).toEqual(['CreditNoteCancelled', 'BillDishonoured', 'ReceivableOpened']);
  });

  test('may be cancelled by hand, and is not withdrawn a second time then', () => {
    const cancelled = given(...paid)
      .when(cancelNote('R-1.reward', { on: bounced }))
      .decided();
    expect(
      given(...paid, ...cancelled)
        .when(reverse('P-1', 'bounced', { on: bounced }))
        .decided()
        .map(({ type }) => type),
    ).toEqual(['PaymentDeallocated', 'PaymentReversed', 'ReceivableReopened']);
  });
});
