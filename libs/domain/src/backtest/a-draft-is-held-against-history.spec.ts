import {
  approved,
  held,
  paid,
  refused,
  result,
  shipment,
  stricter,
  stricterLimit,
  which,
  type Fact,
} from '@test/support/backtest-story';
import { standardPolicy } from '@test/support/scoring-policy';

describe('a back-test', () => {
  const limit = result.limit;
  /** Three shipments to the brim: the third lies above the stricter limit. */
  const brim = [
    ...approved(limit),
    ...shipment(1, '400000.00'),
    ...shipment(2, '200000.00'),
    ...shipment(3, '266000.00', { dueDate: '2026-05-15' }),
  ];

  test('starts from figures of the worked example', () =>
    expect([limit, stricterLimit]).toEqual(['866000.00', '486000.00']));

  test('finds nothing under the policy in force, also where a shipment went beyond its limit', () => {
    const story = [...brim, ...shipment(4, '900000.00'), refused(5, '1.00'), ...paid(1, '400000.00', '2026-07-01')];
    for (const listedMax of [0, 10]) {
      const found = held(standardPolicy, story, { listedMax });
      const nothing = { shipments: 0, amount: '0.00', arrears: '0.00', paidInTime: '0.00' };
      expect(found).toMatchObject({
        assessments: 1,
        changed: 0,
        wouldBeRefused: nothing,
        wouldPass: nothing,
        refusedThenAllowed: { shipments: 0 },
        refusedOnlyByDraft: { shipments: 0 },
        arrearsAvoided: '0.00',
        changes: [],
        byCustomer: [],
        unfit: { count: 0 },
      });
      expect(found.limits).toMatchObject({
        up: { count: 0 },
        down: { count: 0 },
        same: 1,
        before: limit,
        after: limit,
      });
      expect(found.grades).toEqual([{ before: '3A2', after: '3A2', count: 1 }]);
      expect(found.hits.after).toEqual(found.hits.before);
    }
  });

  test('says which grade and limit the draft would have given, and to whom', () => {
    const found = held(stricter, approved(limit));
    expect(found.grades).toEqual([{ before: '3A2', after: '2A2', count: 1 }]);
    expect(found.limits).toEqual({
      up: { count: 0, sum: '0.00' },
      down: { count: 1, sum: '-380000.00' },
      same: 0,
      before: '866000.00',
      after: '486000.00',
    });
    expect(found.changes).toEqual([
      {
        ...which,
        assessmentId: 'AS-1',
        before: { grade: '3A2', limit: '866000.00' },
        after: { grade: '2A2', limit: '486000.00' },
      },
    ]);
  });

  test('lets the draft refuse what its limit would not have held, to the last fen', () => {
    const one = (amount: string) => held(stricter, [...approved(limit), ...shipment(1, amount)]).wouldBeRefused;
    expect(one('486000.00')).toMatchObject({ shipments: 0 });
    expect(one('486000.01')).toMatchObject({ shipments: 1, amount: '486000.01' });
  });

  test('gives what the draft refuses no room: later shipments find the limit that is then free', () => {
    // 400,000 fits; 200,000 more does not; 86,000 does, because the 200,000 were not shipped under the draft.
    const story = [
      ...approved(limit),
      ...shipment(1, '400000.00'),
      ...shipment(2, '200000.00'),
      ...shipment(3, '86000.00'),
    ];
    expect(held(stricter, story).wouldBeRefused).toMatchObject({ shipments: 1, amount: '200000.00' });
    const oneFenMore = [...story.slice(0, -3), ...shipment(3, '86000.01')];
    expect(held(stricter, oneFenMore).wouldBeRefused).toMatchObject({ shipments: 2, amount: '286000.01' });
  });

  test('frees the limit with payments of what was shipped under the draft, not with others', () => {
    const story = (payment: Fact[]) => [...brim, ...payment, ...shipment(4, '266000.00', { day: '2026-04-02' })];
    // Both shipments of 200,000 and 266,000 are refused; 86,000 are free until the first is paid.
    expect(held(stricter, story(paid(3, '266000.00', '2026-04-01'))).wouldBeRefused.shipments).toBe(3);
    expect(held(stricter, story(paid(1, '400000.00', '2026-04-01'))).wouldBeRefused.shipments).toBe(2);
  });
});
