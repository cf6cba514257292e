import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { specFor } from '@test/support/given-when-then';
import type { BankLineCommand } from './commands';
import { bankLine } from './decider';
import type { BankLineEvent } from './events';

const given = specFor(bankLine);
const on = dateOf('2026-03-02');
const yesterday = dateOf('2026-03-01');
const which = { lineId: 'BL-1', on };
const facts = {
  ...{ account: 'main', kind: 'credit' as const, amount: ofYuan(150), currency: 'CNY' },
  ...{ bookedOn: on, valueDate: yesterday, payer: { name: '鑫旺农机' }, reference: '17', remittance: '货款' },
};
const data = { ...which, ...facts, importId: 'F-1', where: 'Ntry 1', importedBy: 'sun' };
const imported: BankLineEvent = { type: 'BankLineImported', data };
const bounce: BankLineEvent = { type: 'BankLineImported', data: { ...data, kind: 'bounce' } };

type Accepting = Extract<BankLineCommand, { type: 'AcceptBankLine' }>['data'];
const accept = (more: Partial<Accepting> = {}): BankLineCommand => ({
  type: 'AcceptBankLine',
  data: { ...which, customerId: 'C-1', acceptedBy: 'sun', ...more },
});
const paid = { ...which, customerId: 'C-1', paymentId: 'BL-1' };
const accepted = (more: object = {}): BankLineEvent => ({
  type: 'BankLineAccepted',
  data: { ...paid, amount: ofYuan(150), valueDate: yesterday, reference: '17', acceptedBy: 'sun', ...more },
});
const setAside = (reason = '待查'): BankLineCommand => ({
  type: 'SetBankLineAside',
  data: { ...which, reason, setAsideBy: 'sun' },
});
const aside: BankLineEvent = { type: 'BankLineSetAside', data: { ...which, reason: '待查', setAsideBy: 'sun' } };
const giveBack: BankLineCommand = { type: 'ReturnBankLine', data: { ...which, reason: '误付', returnedBy: 'sun' } };
const returned: BankLineEvent = { type: 'BankLineReturned', data: { ...which, reason: '误付', returnedBy: 'sun' } };
const release = (paymentId = 'BL-1'): BankLineCommand => ({
  type: 'ReleaseBankLine',
  data: { ...which, paymentId, reason: '认错', releasedBy: 'sun' },
});
const released: BankLineEvent = {
  type: 'BankLineReleased',
  data: { ...paid, valueDate: yesterday, reason: '认错', releasedBy: 'sun' },
};
const because = { code: 'allocation-above-open', facts: {} };

describe('a bank line', () => {
  const importing = (more: object = {}): BankLineCommand => ({ type: 'ImportBankLine', data: { ...data, ...more } });

  test('is imported once, also when another file tells it in other words', () => {
    given().when(importing()).then(imported);
    given(imported).when(importing()).thenNothing();
    given(imported)
      .when(importing({ importId: 'F-2', remittance: '货款 F-1', where: 'line 7' }))
      .thenNothing();
    given(imported, accepted()).when(importing()).thenNothing();
  });

  test.each([
    ['amount', { amount: ofYuan('150.01') }],
    ['side', { kind: 'bounce' }],
    ['account', { account: 'second' }],
  ])('is not imported again with another %s', (_, more) =>
    given(imported).when(importing(more)).thenProblem('same-id-other-content'),
  );

  test('that nobody has imported is told to be unknown', () => given().when(accept()).thenProblem('unknown-bank-line'));
});

describe('accepting a line', () => {
  test('makes it a payment by the name of the line, on the day that the bank gives it', () =>
    given(imported).when(accept()).then(accepted()));

  test('keeps how sure the suggestion was, and its rules', () =>
    given(imported)
      .when(accept({ confidence: 75, rules: ['name-equal'] }))
      .then(accepted({ confidence: 75, rules: ['name-equal'] })));

  test('may name receivables up to the last fen of the line', () => {
    const allocate = [{ receivableId: 'R-1', amount: ofYuan(150) }];
    given(imported).when(accept({ allocate })).then(accepted({ allocate }));
    const more = [{ receivableId: 'R-1', amount: ofYuan('150.01') }];
    given(imported)
      .when(accept({ allocate: more }))
      .thenProblem('allocation-above-payment');
    const twice = [1, 2].map(() => ({ receivableId: 'R-1', amount: ofYuan(1) }));
    given(imported)
      .when(accept({ allocate: twice }))
      .thenProblem('allocation-twice');
  });

  test('again for the same customer changes nothing, and for another one is refused', () => {
    given(imported, accepted()).when(accept()).thenNothing();
    given(imported, accepted())
      .when(accept({ customerId: 'C-2' }))
      .thenProblem('bank-line-accepted');
    given(imported, accepted())
      .when(accept({ allocate: [{ receivableId: 'R-9', amount: ofYuan(1) }] }))
      .thenProblem('same-id-other-content');
  });

  test('takes unidentified cash to its customer later', () => given(imported, aside).when(accept()).then(accepted()));

  test('waits for the day from which the money counts', () => {
    const early: BankLineEvent = { type: 'BankLineImported', data: { ...data, valueDate: dateOf('2026-03-03') } };
    given(early).when(accept()).thenProblem('date-order');
  });

  test('is not for what the bank took back, nor for what went back to its sender', () => {
    given(bounce).when(accept()).thenProblem('bank-line-is-bounce');
    given(imported, returned).when(accept()).thenProblem('bank-line-returned');
  });
});

describe('money that nobody knows', () => {
  test('is set aside with a reason, which may change', () => {
    given(imported).when(setAside()).then(aside);
    given(imported, aside).when(setAside()).thenNothing();
    expect(given(imported, aside).when(setAside('销售在查')).decided()).toHaveLength(1);
    given(imported, accepted()).when(setAside()).thenProblem('bank-line-accepted');
  });

  test('goes back to its sender, once', () => {
    given(imported, aside).when(giveBack).then(returned);
    given(imported, returned).when(giveBack).thenNothing();
    given(imported, returned).when(setAside()).thenProblem('bank-line-returned');
    given(imported, accepted()).when(giveBack).thenProblem('bank-line-accepted');
    given(bounce).when(giveBack).thenProblem('bank-line-is-bounce');
  });
});

describe('undoing an acceptance', () => {
  test('names the payment, so that asking again does not undo the next one', () => {
    given(imported, accepted()).when(release()).then(released);
    given(imported, accepted(), released).when(release()).thenNothing();
    const second = accepted({ paymentId: 'BL-1.2', customerId: 'C-2' });
    given(imported, accepted(), released, second).when(release()).thenNothing();
    given(imported).when(release()).thenProblem('bank-line-not-accepted');
  });

  test('lets the line be accepted again, as a payment with another number', () =>
    given(imported, accepted(), released)
      .when(accept({ customerId: 'C-2' }))
      .then(accepted({ customerId: 'C-2', paymentId: 'BL-1.2' })));
});

describe('what the account says', () => {
  const refused: BankLineEvent = { type: 'BankLineRefused', data: { ...paid, because } };
  const otherwise: BankLineEvent = { type: 'BankLinePlacedOtherwise', data: { ...paid, because } };
  const noteOtherwise: BankLineCommand = { type: 'NotePlacedOtherwise', data: { ...paid, because } };
  const noteRefused: BankLineCommand = { type: 'NoteRefused', data: { ...paid, because } };

  test('of another placing is kept beside the acceptance, once', () => {
    given(imported, accepted()).when(noteOtherwise).then(otherwise);
    given(imported, accepted(), otherwise).when(noteOtherwise).thenNothing();
  });

  test('when it takes nothing opens the line again, and the next payment has another number', () => {
    given(imported, accepted()).when(noteRefused).then(refused);
    given(imported, accepted(), refused).when(noteRefused).thenNothing();
    given(imported, accepted(), refused)
      .when(accept())
      .then(accepted({ paymentId: 'BL-1.2' }));
  });

  test('of an acceptance that no longer stands is passed over', () => {
    given(imported, accepted(), released).when(noteOtherwise).thenNothing();
    given(imported, accepted(), released).when(noteRefused).thenNothing();
  });
});

describe('a bounce', () => {
  const asked = { ...which, customerId: 'C-1', paymentId: 'BL-0', reason: '空头', acceptedBy: 'sun' };
  const take: BankLineCommand = { type: 'AcceptBounce', data: asked };
  const bounced: BankLineEvent = { type: 'BankBounceAccepted', data: { ...asked, valueDate: yesterday } };

  test('takes a payment back on the day that the bank says, once', () => {
    given(bounce).when(take).then(bounced);
    given(bounce, bounced).when(take).thenNothing();
    given(bounce, bounced)
      .when({ ...take, data: { ...asked, paymentId: 'BL-9' } })
      .thenProblem('same-id-other-content');
    given(imported).when(take).thenProblem('bank-line-no-bounce');
  });
});
