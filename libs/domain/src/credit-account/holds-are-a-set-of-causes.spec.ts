import { dateOf } from '@app/kernel/business-date';
import { askExtension, decideExtension, hold, pay } from '@test/support/account-commands';
import { accountAfter, outcomeOf, policyOf, reasonsFor, reviewed, story } from '@test/support/account-story';
import { specFor } from '@test/support/given-when-then';
import { changeLimit, raise, sign } from '@test/support/limit-commands';
import { bill, order } from '@test/support/order-commands';
import { note, place, remove, review } from '@test/support/security-commands';
import { currentCheck } from '@test/support/policies-on-disk';
import { creditAccount } from './decider';
import { holdCausesOf } from './hold-causes';

const given = specFor(creditAccount);
const signed = sign('HT-1', '1000.00', { to: '2026-03-31' });
const causes = (...commands: Parameters<typeof accountAfter>) =>
  holdCausesOf(accountAfter(...commands)).map(({ cause, id }) => `${cause} ${id}`);
const lookedAt = (day: string) => reviewed(review(day));

describe('a hold by hand', () => {
  test('stops the smallest shipment until somebody removes it', () => {
    expect(reasonsFor([signed, place('H-1')], order('S-1', '0.01'))).toEqual(['not-on-hold']);
    expect(outcomeOf([signed, place('H-1'), remove('H-1')], order('S-1', '0.01'))).toEqual(['ShipmentAuthorised']);
  });

  test('stops it until the last of several is gone, whatever each is for', () => {
    const two = [signed, place('H-1'), place('H-2', { cause: 'agreement-suspended' })];
    expect(causes(...two)).toEqual(['manual H-1', 'agreement-suspended H-2']);
    expect(reasonsFor([...two, remove('H-1')], order('S-1', '0.01'))).toEqual(['not-on-hold']);
    expect(causes(...two, remove('H-1'), remove('H-2'))).toEqual([]);
  });

  test('is no business of payments or of the calendar', () => {
    const held = [signed, bill('R-1', '5.00'), place('H-1'), pay('P-1', '5.00'), lookedAt('2026-03-20')];
    expect(causes(...held)).toEqual(['manual H-1']);
  });

  test('is placed and removed once, by an approver', () => {
    const gone = [signed, place('H-1'), remove('H-1')];
    expect(outcomeOf([signed, place('H-1')], place('H-1'))).toEqual([]);
    expect(outcomeOf(gone, remove('H-1'))).toEqual([]);
    expect(outcomeOf(gone, place('H-1'))).toEqual([]);
    given(...story(signed, place('H-1')))
      .when(place('H-1', { reason: 'another' }))
      .thenProblem('same-id-other-content');
    given(...story(signed))
      .when(place('H-1', { by: 'sales-li' }))
      .thenProblem('role-may-not');
    given(...story(signed, place('H-1')))
      .when(remove('H-1', '2026-03-02', 'sales-li'))
      .thenProblem('role-may-not');
    given(...story(signed))
      .when(remove('H-9'))
      .thenProblem('unknown-hold');
  });

  test.each(['over-limit', 'agreement-lapsed', 'security-lapsed'])('is none that comes by itself, such as %s', (id) => {
    given(...story(signed))
      .when(place(id))
      .thenProblem('hold-by-itself');
    given(...story(signed))
      .when(remove(id))
      .thenProblem('hold-by-itself');
  });
});

describe('being over the limit', () => {
  const full = [signed, bill('R-1', '1000.00')];

  test('is a cause from one fen on', () => {
    expect(outcomeOf(full, lookedAt('2026-03-02'))).toEqual([]);
    expect(outcomeOf([...full, bill('R-2', '0.01')], lookedAt('2026-03-02'))).toEqual(['HoldPlaced']);
  });

  test('comes and goes with what is recorded, in the same breath', () => {
    const lowered = reviewed(changeLimit('L-1', '400.00'));
    expect(outcomeOf(full, lowered)).toEqual(['LimitChanged', 'HoldPlaced']);
    const paidAll = outcomeOf([...full, lowered], reviewed(pay('P-1', '600.00')));
    expect(paidAll).toEqual(['PaymentRecorded', 'PaymentAllocated', 'HoldRemoved']);
    const oneFenShort = outcomeOf([...full, lowered], reviewed(pay('P-1', '599.99')));
    expect(oneFenShort).toEqual(['PaymentRecorded', 'PaymentAllocated']);
  });

  test('comes with the day on which a raise ends', () => {
    const raised = [...full, raise('T-1', '50.00', { to: '2026-03-10' }), bill('R-2', '50.00')];
    expect(causes(...raised, lookedAt('2026-03-10'))).toEqual([]);
    expect(causes(...raised, lookedAt('2026-03-11'))).toEqual(['over-limit over-limit']);
  });

  test('is no cause where nothing was agreed', () =>
    expect(causes(bill('R-1', '5.00'), lookedAt('2026-03-02'))).toEqual([]));
});

describe('a lapsed agreement', () => {
  test('is a cause from the day after its last', () => {
    expect(causes(signed, lookedAt('2026-03-31'))).toEqual([]);
    expect(causes(signed, lookedAt('2026-04-01'))).toEqual(['agreement-lapsed agreement-lapsed']);
  });

  test('is none any more with the renewal', () => {
    const renewed = reviewed(sign('HT-2', '10.00', { from: '2026-04-02', to: '2026-12-31', on: '2026-04-02' }));
    expect(causes(signed, lookedAt('2026-04-01'), renewed)).toEqual([]);
  });

  test('is not lifted by a request of an earlier day that comes late', () => {
    const late = reviewed(bill('R-1', '5.00', { on: '2026-03-20' }));
    expect(causes(signed, lookedAt('2026-04-01'), late)).toEqual(['agreement-lapsed agreement-lapsed']);
  });

  test('is neither placed nor lifted by a request that was answered before', () => {
    const first = bill('R-1', '5.00', { on: '2026-03-20' });
    const again = { ...first, data: { ...first.data, on: dateOf('2026-04-01') } };
    expect(outcomeOf([signed, reviewed(first)], reviewed(again))).toEqual([]);
  });
});

describe('lapsed security', () => {
  const secured = sign('HT-1', '1000.00', { isSecured: true });
  const until = (securedUntil?: string) => ({
    completeness: '100',
    ...(securedUntil !== undefined && { securedUntil: dateOf(securedUntil) }),
  });
  const looked = (day: string, standing?: ReturnType<typeof until>) =>
    reviewed(review(day, standing), { policy: currentCheck, standing });

  test('is a cause from the day after its last, and where there is none at all', () => {
    expect(causes(secured, looked('2026-03-10', until('2026-03-10')))).toEqual([]);
    expect(causes(secured, looked('2026-03-11', until('2026-03-10')))).toEqual(['security-lapsed security-lapsed']);
    expect(causes(secured, looked('2026-03-10', until()))).toEqual(['security-lapsed security-lapsed']);
    expect(causes(signed, looked('2026-03-10', until()))).toEqual([]);
  });

  test('stays while nobody can say, and goes with new security or an agreement that needs none', () => {
    const held = [secured, looked('2026-03-10', until())];
    expect(causes(...held, looked('2026-03-11'))).toEqual(['security-lapsed security-lapsed']);
    expect(causes(...held, looked('2026-03-11', until('2026-06-30')))).toEqual([]);
    expect(causes(...held, reviewed(sign('HT-2', '10.00', { on: '2026-03-12' })))).toEqual([]);
  });
});

describe('several causes', () => {
  test('stand side by side, and each goes with its own reason', () => {
    const debt = bill('R-1', '1500.00', { dueDate: '2026-03-05' });
    const all = [signed, debt, hold('R-1'), place('H-1'), lookedAt('2026-04-01')];
    expect(causes(...all).sort()).toEqual([
      ...['agreement-lapsed agreement-lapsed', 'manual H-1', 'over-limit over-limit', 'overdue R-1'],
    ]);
    const paid = reviewed(pay('P-1', '1500.00', { on: '2026-04-01' }));
    expect(causes(...all, paid).sort()).toEqual(['agreement-lapsed agreement-lapsed', 'manual H-1']);
  });
});

describe('a follow-up step', () => {
  const late = bill('R-1', '5.00', { dueDate: '2026-03-05' });
  const policy = policyOf([{ rule: 'follow-up-step', reaction: 'block', steps: ['special-case'] }]);
  const asked = (on: string) => order('S-1', '1.00', { policy, on });

  test('stops shipments until its receivable is paid', () => {
    const past = [signed, late, note('R-1', 'special-case', '2026-03-20')];
    expect(reasonsFor(past, asked('2026-03-20'))).toEqual(['follow-up-step']);
    expect(reasonsFor([...past, pay('P-1', '4.99')], asked('2026-03-20'))).toEqual(['follow-up-step']);
    expect(reasonsFor([...past, pay('P-1', '5.00')], asked('2026-03-20'))).toEqual([]);
  });

  test('counts as the highest that was reached: an earlier one that comes late sets nothing back', () => {
    const past = [signed, late, note('R-1', 'warn', '2026-03-10'), note('R-1', 'special-case', '2026-03-20')];
    expect(outcomeOf(past, note('R-1', 'warn', '2026-03-10'))).toEqual([]);
    expect(outcomeOf([signed, late, note('R-1', 'warn', '2026-03-10')], note('R-1', 'hold', '2026-03-12'))).toEqual([
      'FollowUpStepReached',
    ]);
  });

  test('is nothing for what is not late, and ends when an extension is granted', () => {
    expect(outcomeOf([signed, late], note('R-1', 'warn', '2026-03-05'))).toEqual([]);
    expect(outcomeOf([signed, late], note('R-1', 'warn', '2026-03-06'))).toEqual(['FollowUpStepReached']);
    expect(outcomeOf([signed, late], note('R-9', 'warn', '2026-03-06'))).toEqual([]);
    const asking = askExtension('E-1', 'R-1', '2026-04-30', '2026-03-04');
    const extended = [signed, late, asking, note('R-1', 'special-case', '2026-03-20'), decideExtension('E-1', 'R-1')];
    expect(reasonsFor(extended, asked('2026-03-21'))).toEqual([]);
    expect(outcomeOf(extended, note('R-1', 'special-case', '2026-03-20'))).toEqual([]);
  });
});
