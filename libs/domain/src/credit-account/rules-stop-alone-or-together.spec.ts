import { ofYuan } from '@app/kernel/yuan';
import { accountAfter, outcomeOf, policyOf, reasonsFor } from '@test/support/account-story';
import { sign } from '@test/support/limit-commands';
import { bill, order, pass } from '@test/support/order-commands';
import { outcomeIn } from '@test/support/rule-outcomes';
import type { CheckPolicy, CheckRule } from './check-policy';

// Two receivables, 60 late and 40 to come: 60 % are overdue, the oldest since ten days.
const past = [
  sign('HT-1', '1000.00'),
  bill('R-1', '60.00', { dueDate: '2026-03-10' }),
  bill('R-2', '40.00', { dueDate: '2026-06-30' }),
];
const on = '2026-03-20';
const rules = (percent: string, days: number): CheckRule[] => [
  { rule: 'overdue-share', reaction: 'block', percent, graceDays: 0 },
  { rule: 'oldest-overdue', reaction: 'block', days },
  { rule: 'not-blacklisted', reaction: 'block' },
];
type Looked = NonNullable<CheckPolicy['checkpoints']['delivery']>['rules'][number];
const asked = (policy: CheckPolicy) => order('S-1', '1.00', { on, policy });
const together: Looked[] = ['overdue-share', 'oldest-overdue'];

describe('rules that stop alone', () => {
  test('stop a shipment each by itself', () => {
    expect(reasonsFor(past, asked(policyOf(rules('59.9', 10))))).toEqual(['overdue-share']);
    expect(reasonsFor(past, asked(policyOf(rules('60', 9))))).toEqual(['oldest-overdue']);
    expect(reasonsFor(past, asked(policyOf(rules('60', 10))))).toEqual([]);
  });
});

describe('rules that stop together', () => {
  test('stop nothing while one of them is kept, and that the other is not is told as a warning', () => {
    const policy = policyOf(rules('59.9', 10), { together });
    expect(reasonsFor(past, asked(policy))).toEqual([]);
    expect(outcomeIn(accountAfter(...past), asked(policy), 'overdue-share')).toMatchObject({ outcome: 'warn' });
    expect(outcomeIn(accountAfter(...past), asked(policy), 'oldest-overdue')).toMatchObject({ outcome: 'pass' });
  });

  test('stop a shipment when none of them is kept', () =>
    expect(reasonsFor(past, asked(policyOf(rules('59.9', 9), { together })))).toEqual(together));

  test('leave alone the rules that are not among them', () => {
    const blocked = policyOf(
      [...rules('60', 10), { rule: 'single-document-maximum', reaction: 'block', maximum: ofYuan('0.99') }],
      {
        together,
      },
    );
    expect(reasonsFor(past, asked(blocked))).toEqual(['single-document-maximum']);
  });

  test('do not stop a document at a checkpoint that looks at one of them only', () => {
    const checks = (names: Looked[]) =>
      policyOf(rules('59.9', 9), { together, checkpoints: { delivery: { rules: names, graceDays: 0 } } });
    const placed = [...past.slice(0, 1), order('S-1', '1.00'), ...past.slice(1)];
    const arrived = (names: Looked[]) => pass('S-1', 'delivery', { on: '2026-03-14', policy: checks(names) });
    const late = (names: Looked[]) =>
      pass('S-1', 'delivery', { on: '2026-03-15', policy: { ...checks(names), rules: rules('59.9', 4) } });
    expect(outcomeOf(placed, arrived(['oldest-overdue']))).toEqual(['CheckpointPassed']);
    expect(outcomeOf(placed, late(['oldest-overdue']))).toEqual(['CheckpointPassed']);
    expect(outcomeOf(placed, late(together))).toEqual(['CheckpointRefused']);
  });
});
