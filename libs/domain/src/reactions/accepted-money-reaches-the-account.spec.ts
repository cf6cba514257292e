import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { bankLine } from '../bank-line/decider';
import type { BankLineEvent } from '../bank-line/events';
import { asksOfBankLine } from './bank-line-asks';

const on = dateOf('2026-03-02');
const which = { lineId: 'BL-1', customerId: 'C-1', paymentId: 'BL-1', on };
const allocate = [{ receivableId: 'R-1', amount: ofYuan(10) }];
const accepted = (more: object = {}): BankLineEvent => ({
  type: 'BankLineAccepted',
  data: { ...which, amount: ofYuan(10), valueDate: on, reference: '17', acceptedBy: 'sun', ...more },
});
const payment = { customerId: 'C-1', paymentId: 'BL-1', amount: '10.00', valueDate: on, reference: '17', on };
const problem = { code: 'allocation-above-open' as const, facts: { receivable: 'R-1' } };

describe('an accepted bank line', () => {
  test('is recorded as a payment of its customer, to the receivables that it names', () =>
    expect(asksOfBankLine(accepted({ allocate }))).toMatchObject([
      {
        ...{ aggregate: 'creditAccount', id: 'C-1' },
        command: { type: 'RecordPayment', data: { ...payment, means: 'transfer', allocate } },
      },
    ]));

  test('goes to the oldest first where it no longer fits, and the line is told', () => {
    const [ask] = asksOfBankLine(accepted({ allocate }));
    const instead = ask?.ifRefused?.(problem) ?? [];
    expect(instead).toMatchObject([
      { aggregate: 'creditAccount', command: { type: 'RecordPayment', data: payment } },
      { aggregate: 'bankLine', id: 'BL-1', command: { type: 'NotePlacedOtherwise', data: { because: problem } } },
    ]);
    expect(instead[0]?.command.data).not.toHaveProperty('allocate');
  });

  test('is open again where the account takes nothing at all', () => {
    const [ask] = asksOfBankLine(accepted());
    expect(ask?.ifRefused?.({ code: 'unknown-customer', facts: { customer: 'C-1' } })).toMatchObject([
      { aggregate: 'bankLine', id: 'BL-1', command: { type: 'NoteRefused', data: { ...which } } },
    ]);
  });

  test('that the account refuses twice is open again, whatever is told of it besides', () => {
    const [ask] = asksOfBankLine(accepted({ allocate }));
    const [oldestFirst, placed] = ask?.ifRefused?.(problem) ?? [];
    const notes = [...(oldestFirst?.ifRefused?.(problem) ?? []), placed];
    const imported: BankLineEvent = {
      type: 'BankLineImported',
      data: {
        ...{ lineId: 'BL-1', account: 'main', kind: 'credit', amount: ofYuan(10), currency: 'CNY', bookedOn: on },
        ...{ valueDate: on, payer: {}, remittance: '', importId: 'F-1', where: 'line 1', importedBy: 'sun', on },
      },
    };
    const line = notes.reduce(
      (state, note) =>
        note?.aggregate === 'bankLine' ? bankLine.decide(note.command, state).reduce(bankLine.evolve, state) : state,
      [imported, accepted({ allocate })].reduce(bankLine.evolve, bankLine.initial),
    );
    expect(line?.standing).toMatchObject({ state: 'open', refusal: { because: problem } });
  });
});
