import { assess } from '@app/credit-model/assess';
import { smallestSingleChange } from '@app/credit-model/changes/single-change';
import { policyStamp } from '@app/kernel/policy-stamp';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { exampleFile, standardPolicy } from '@test/support/scoring-policy';
import { SingleChanges } from './single-changes';

const policy = policyStamp.parse({ id: 'scoring-standard', version: 1, hash: '0'.repeat(64) });
const assessed = (applicationId: string, asked: number) => {
  const input = { ...exampleFile('assess-worked-example'), asked: ofYuan(asked) };
  const which = { applicationId, customerId: 'C-1', assessmentId: 'AS-1', on: dateOf('2026-03-02') };
  return { ...which, policy, input, result: assess(standardPolicy, input), assessedBy: 'analyst-li' };
};

describe('what would move the grade of a stored assessment', () => {
  const [first, second] = [assessed('A-1', 300_000), assessed('A-2', 2_000_000)];

  test('is what the search finds, and is searched for once', () => {
    const changes = new SingleChanges(2);
    const found = changes.of(standardPolicy, first);
    expect(found).toMatchObject({ kind: 'figure', path: 'asked' });
    expect(found).toEqual(smallestSingleChange(standardPolicy, first.input, first.result));
    expect(changes.of(standardPolicy, first)).toBe(found);
  });

  test('is each application’s own, though two assessments bear one name', () => {
    const changes = new SingleChanges(2);
    changes.of(standardPolicy, first);
    const { input, result } = second;
    expect(changes.of(standardPolicy, second)).toEqual(smallestSingleChange(standardPolicy, input, result));
  });

  test('is forgotten when too many others were asked for since', () => {
    const changes = new SingleChanges(1);
    const found = changes.of(standardPolicy, first);
    changes.of(standardPolicy, second);
    expect(changes.of(standardPolicy, first)).toEqual(found);
    expect(changes.of(standardPolicy, first)).not.toBe(found);
  });
});
