import { randomUUID } from 'node:crypto';
import { replayAssessments } from '@app/cqrs/assessment-replay';
import { policiesFolder } from '@app/cqrs/home';
import { loadPolicies } from '@app/cqrs/policies';
import { PolicyBook } from '@app/cqrs/policy-book';
import { assess } from '@app/credit-model/assess';
import { createHandler } from '@app/event-store/handle';
import { MemoryStore } from '@app/event-store/memory-store';
import { exampleFile } from '@test/support/scoring-policy';

const policies = loadPolicies(policiesFolder);
const input = exampleFile('assess-worked-example');

type Change = (data: Record<string, unknown>) => void;
/** A log of so many assessments under every shipped policy in turn, the last of them tampered with. */
const logOf = async (count: number, change: Change = () => undefined) => {
  const store = new MemoryStore({ now: () => new Date() });
  for (let n = 1; n <= count; n++) {
    const { policy, stamp } = policies.scoringShipped[n % policies.scoringShipped.length]!;
    const which = { applicationId: `A-${n}`, customerId: 'C-1', assessmentId: 'AS-1', on: '2026-03-02' };
    const result = structuredClone(assess(policy, input));
    const data = { ...which, policy: { ...stamp }, input, result, assessedBy: 'analyst-li' };
    if (n === count) change(data);
    const event = { id: randomUUID(), type: 'AssessmentCompleted', data, metadata: { by: 'spec' } };
    await store.append(`creditApplication-A-${n}`, [event], { expected: 'no_stream' });
  }
  return store;
};
const replayOf = async (store: MemoryStore) =>
  replayAssessments({ store, book: new PolicyBook(createHandler({ store }), policies) });

describe('assessments computed again', () => {
  test('come out of their events and their policies to the last digit, whichever policy it was', async () => {
    const told: number[] = [];
    const store = await logOf(12);
    const book = new PolicyBook(createHandler({ store }), policies);
    const report = await replayAssessments({ store, book, onProgress: (assessments) => told.push(assessments) });
    expect(report).toMatchObject({ assessments: 12, identical: 12, different: 0, unknownPolicy: 0, faults: [] });
    expect(told).toEqual([12]);
  });

  test('name the one figure that somebody has forged, and nothing else', async () => {
    const store = await logOf(5, ({ result }) => ((result as { limit: string }).limit = '999000.00'));
    expect(await replayOf(store)).toMatchObject({
      assessments: 5,
      identical: 4,
      different: 1,
      faults: [
        {
          kind: 'different',
          applicationId: 'A-5',
          assessmentId: 'AS-1',
          path: 'limit',
          recorded: '999000.00',
          recomputed: '866000.00',
        },
      ],
    });
  });

  test('name a figure of the input that was changed by everything that follows from it', async () => {
    const store = await logOf(1, (data) => (data['input'] = { ...input, asked: '100000.00' }));
    const { faults, different } = await replayOf(store);
    expect(different).toBe(1);
    expect(faults.map(({ path }) => path)).toEqual(expect.arrayContaining(['limit', 'tier', 'grade']));
  });

  test('name a policy that nobody knows instead of passing over it', async () => {
    const store = await logOf(3, ({ policy }) => ((policy as { hash: string }).hash = 'cd'.repeat(32)));
    const { identical, unknownPolicy, faults } = await replayOf(store);
    expect([identical, unknownPolicy]).toEqual([2, 1]);
    expect(faults).toEqual([
      expect.objectContaining({ kind: 'unknown-policy', applicationId: 'A-3', path: 'policy.hash' }),
    ]);
    expect(faults[0]?.recorded).toContain('cd'.repeat(32));
  });

  test('name what cannot be read any more', async () => {
    const store = await logOf(2, (data) => (data['result'] = { limit: 'much' }));
    expect(await replayOf(store)).toMatchObject({
      identical: 1,
      unreadable: 1,
      faults: [{ kind: 'unreadable', recorded: 'creditApplication-A-2 0' }],
    });
  });

  test('count what was recorded before the program worked out more as the same, and say so', async () => {
    const store = await logOf(2, ({ result }) => Reflect.deleteProperty(result as object, 'ratioScore'));
    expect(await replayOf(store)).toMatchObject({ identical: 2, different: 0, withNews: 1 });
  });

  test('are left where they are when somebody stops it', async () => {
    const abort = new AbortController();
    abort.abort();
    const store = await logOf(3);
    const book = new PolicyBook(createHandler({ store }), policies);
    expect(await replayAssessments({ store, book, signal: abort.signal })).toMatchObject({ assessments: 0 });
  });
});
