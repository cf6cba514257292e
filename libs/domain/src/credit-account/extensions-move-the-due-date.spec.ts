import { askExtension, decideExtension } from '@test/support/account-commands';
import {
  allocated,
  customerId,
  extended,
  extensionAsked,
  held,
  holdLifted,
  owed,
  paid,
  settled,
} from '@test/support/account-events';
import { specFor } from '@test/support/given-when-then';
import { dateOf } from '@app/kernel/business-date';
import { creditAccount } from './decider';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { receivableOf } from './items';

const given = specFor(creditAccount);
const debt = owed('R-1', '100.00', '2026-03-31');
const asked = [debt, extensionAsked('E-1', 'R-1', '2026-05-31')];
const granted = extended('E-1', 'R-1', { from: '2026-03-31', to: '2026-05-31' });
const refused = (reason: string, decidedBy: string, day = '2026-03-01'): CreditAccountEvent => ({
  type: 'ExtensionRefused',
  data: { customerId, receivableId: 'R-1', extensionId: 'E-1', reason, decidedBy, on: dateOf(day) },
});

describe('asking for an extension', () => {
  test('is on record the day before the receivable falls due', () =>
    given(debt)
      .when(askExtension('E-1', 'R-1', '2026-05-31', '2026-03-30'))
      .then(extensionAsked('E-1', 'R-1', '2026-05-31', '2026-03-30')));

  test.each(['2026-03-31', '2026-04-01'])('on %s is too late, and that is on record with its reason', (day) =>
    given(debt)
      .when(askExtension('E-1', 'R-1', '2026-05-31', day))
      .then(extensionAsked('E-1', 'R-1', '2026-05-31', day), refused('asked-after-due-date', 'credit-account', day)),
  );

  test('does nothing when it comes again, whatever was decided and however late', () => {
    const again = askExtension('E-1', 'R-1', '2026-05-31', '2026-04-15');
    given(...asked)
      .when(again)
      .thenNothing();
    given(...asked, granted)
      .when(again)
      .thenNothing();
    given(...asked, refused('asked-after-due-date', 'credit-account'))
      .when(again)
      .thenNothing();
  });

  test('makes no sense under a known number for another day or receivable', () => {
    given(...asked)
      .when(askExtension('E-1', 'R-1', '2026-06-01'))
      .thenProblem('same-id-other-content');
    given(...asked, owed('R-2', '1.00', '2026-03-31'))
      .when(askExtension('E-1', 'R-2', '2026-05-31'))
      .thenProblem('same-id-other-content');
  });

  test('is for a day after the due date', () => {
    given(debt)
      .when(askExtension('E-1', 'R-1', '2026-03-31'))
      .thenProblem('extension-not-later');
    given(debt)
      .when(askExtension('E-1', 'R-1', '2026-04-01'))
      .then(extensionAsked('E-1', 'R-1', '2026-04-01'));
  });

  test('needs a receivable that is open', () => {
    given(debt)
      .when(askExtension('E-1', 'R-9', '2026-05-31'))
      .thenProblem('unknown-receivable');
    given(debt, paid('P-1', '100.00'), allocated('P-1', 'R-1', '100.00'), settled('R-1'))
      .when(askExtension('E-1', 'R-1', '2026-05-31'))
      .thenProblem('receivable-settled');
  });
});

describe('deciding an extension', () => {
  test('moves the due date, and remembers the first', () => {
    given(...asked)
      .when(decideExtension('E-1', 'R-1'))
      .then(granted);
    const receivable = receivableOf(after(creditAccount.initial, [...asked, granted]), 'R-1');
    expect(receivable).toMatchObject({ dueDate: '2026-05-31', dueDateAtFirst: '2026-03-31', open: '100.00' });
  });

  test('lifts the hold of its receivable', () =>
    given(...asked, held('R-1'))
      .when(decideExtension('E-1', 'R-1'))
      .then(granted, holdLifted('R-1', 'extended', 'approver-zhao')));

  test('leaves the hold of another', () =>
    given(...asked, owed('R-2', '1.00', '2026-03-31'), held('R-2'))
      .when(decideExtension('E-1', 'R-1'))
      .then(granted));

  test('takes four eyes, to refuse as well as to grant', () => {
    const own = given(...asked);
    own.when(decideExtension('E-1', 'R-1', 'grant', 'approver-wang')).thenProblem('own-extension');
    own.when(decideExtension('E-1', 'R-1', 'refuse', 'approver-wang')).thenProblem('own-extension');
    own.when(decideExtension('E-1', 'R-1')).then(granted);
  });

  test('is for an approver, to refuse as well as to grant', () => {
    given(...asked)
      .when(decideExtension('E-1', 'R-1', 'grant', 'sales-li'))
      .thenProblem('role-may-not');
    given(...asked)
      .when(decideExtension('E-1', 'R-1', 'refuse', 'sales-li'))
      .thenProblem('role-may-not');
  });

  test('takes an approver', () => {
    given(...asked)
      .when(decideExtension('E-1', 'R-1', 'grant', 'sales-qian'))
      .thenProblem('role-may-not');
  });

  test('against it leaves the due date and says why', () => {
    given(...asked)
      .when(decideExtension('E-1', 'R-1', 'refuse'))
      .then(refused('no evidence', 'approver-zhao'));
    const past = [...asked, refused('no evidence', 'approver-zhao')];
    expect(receivableOf(after(creditAccount.initial, past), 'R-1')?.dueDate).toBe('2026-03-31');
  });

  test('happens once: the same again is nothing, the opposite makes no sense', () => {
    given(...asked, granted)
      .when(decideExtension('E-1', 'R-1'))
      .thenNothing();
    given(...asked, granted)
      .when(decideExtension('E-1', 'R-1', 'refuse'))
      .thenProblem('extension-decided');
    given(...asked, refused('asked-after-due-date', 'credit-account'))
      .when(decideExtension('E-1', 'R-1'))
      .thenProblem('extension-decided');
  });

  test('never brings a due date forward that another extension has moved further', () =>
    given(
      ...asked,
      extensionAsked('E-2', 'R-1', '2026-06-30'),
      extended('E-2', 'R-1', { from: '2026-03-31', to: '2026-06-30' }),
    )
      .when(decideExtension('E-1', 'R-1'))
      .thenProblem('extension-not-later'));

  test('needs that request of that receivable, still open to be granted', () => {
    given(...asked)
      .when(decideExtension('E-2', 'R-1'))
      .thenProblem('unknown-extension');
    given(...asked, owed('R-2', '1.00', '2026-03-31'))
      .when(decideExtension('E-1', 'R-2'))
      .thenProblem('unknown-extension');
    const paidUp = [...asked, paid('P-1', '100.00'), allocated('P-1', 'R-1', '100.00'), settled('R-1')];
    given(...paidUp)
      .when(decideExtension('E-1', 'R-1'))
      .thenProblem('receivable-settled');
    given(...paidUp)
      .when(decideExtension('E-1', 'R-1', 'refuse'))
      .then(refused('no evidence', 'approver-zhao'));
  });
});
