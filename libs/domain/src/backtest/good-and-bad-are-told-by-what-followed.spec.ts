import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import {
  approved,
  asOf,
  held,
  input,
  on,
  paid,
  policy,
  refused,
  result,
  shipment,
  stricter,
  which,
  type Fact,
} from '@test/support/backtest-story';
import { standardPolicy } from '@test/support/scoring-policy';

describe('what became of the customers', () => {
  const limit = result.limit;
  /** Three shipments to the brim: the third lies above the stricter limit. */
  const brim = [
    ...approved(limit),
    ...shipment(1, '400000.00'),
    ...shipment(2, '200000.00'),
    ...shipment(3, '266000.00', { dueDate: '2026-05-15' }),
  ];

  test('counts as arrears avoided what was late of the shipments refused, and as lost what was paid in time', () => {
    const story = [
      ...brim,
      ...paid(1, '400000.00', '2026-06-01'),
      ...paid(2, '150000.00', '2026-05-01'),
      ...paid(2, '50000.00', '2026-05-02'),
    ];
    const found = held(stricter, story);
    expect(found.wouldBeRefused).toEqual({
      shipments: 2,
      amount: '466000.00',
      arrears: '316000.00',
      paidInTime: '150000.00',
    });
    expect(found.arrearsAvoided).toBe('316000.00');
    expect(found.byCustomer).toEqual([{ customerId: 'C-1', arrearsAvoided: '316000.00' }]);
  });

  test('does not count what bounced as paid in time', () => {
    const [paymentId, valueDate] = ['P-2-2026-05-01', dateOf('2026-05-20')];
    const back = { customerId: 'C-1', paymentId, amount: ofYuan(150_000), valueDate, reason: 'no cover', on };
    const bounced: Fact[] = [
      {
        type: 'PaymentDeallocated',
        data: { ...back, receivableId: 'R-2', deallocationId: 'reversal-1', deallocatedBy: 's' },
      },
      { type: 'PaymentReversed', data: { ...back, cause: 'bounced', reversedBy: 's' } },
    ];
    const found = held(stricter, [...brim, ...paid(2, '150000.00', '2026-05-01'), ...bounced]);
    expect(found.wouldBeRefused).toMatchObject({ arrears: '466000.00', paidInTime: '0.00' });
    const again = [...brim, ...paid(2, '150000.00', '2026-05-01'), ...bounced, ...paid(2, '200000.00', '2026-05-02')];
    expect(held(stricter, again).wouldBeRefused).toMatchObject({ arrears: '466000.00', paidInTime: '0.00' });
  });

  test('leaves lateness that we gave cause for out of it, and moves due dates that were extended', () => {
    const receivable = { customerId: 'C-1', receivableId: 'R-3', on };
    const dispute: Fact = {
      type: 'DisputeRaised',
      data: { ...receivable, disputeId: 'D-1', amount: ofYuan(1), reason: '配件漏发', nonCredit: true, raisedBy: 's' },
    };
    const extension: Fact = {
      type: 'ExtensionGranted',
      data: { ...receivable, extensionId: 'E-1', dueDateBefore: dateOf('2026-05-15'), dueDate: asOf, decidedBy: 'w' },
    };
    const late = (...facts: Fact[]) => held(stricter, [...brim, ...facts]).wouldBeRefused.arrears;
    expect([late(), late(dispute), late(extension)]).toEqual(['466000.00', '200000.00', '200000.00']);
  });

  test('asks again what was refused for want of limit alone, each shipment as it was answered last', () => {
    const generous = [...approved(ofYuan('433000.00'))];
    // Half of the 866,000 was approved: under the stricter policy half of its 486,000.
    const between = [...generous, refused(1, '300000.00'), refused(1, '243000.01')];
    expect(held(stricter, between).refusedOnlyByDraft).toEqual({ shipments: 1, amount: '243000.01' });
    expect(held(stricter, [...generous, refused(1, '243000.00')]).refusedOnlyByDraft.shipments).toBe(0);
    const onHold = [...generous, refused(1, '300000.00', ['free-limit', 'not-on-hold'])];
    expect(held(stricter, onHold).refusedOnlyByDraft.shipments).toBe(0);
  });

  test('rates good and bad by what followed: late for longer than the policy says, held or blacklisted', () => {
    const hits = (...facts: Fact[]) => held(stricter, [...approved(limit), ...shipment(1, '1000.00'), ...facts]);
    const good = { goodGood: 1, goodBad: 0, badGood: 0, badBad: 0 };
    const bad = { goodGood: 0, goodBad: 1, badGood: 0, badBad: 0 };
    expect(hits(...paid(1, '1000.00', '2026-05-31')).hits.before).toEqual(good);
    expect(hits(...paid(1, '1000.00', '2026-06-01')).hits.before).toEqual(bad);
    const hold: Fact = { type: 'ShipmentsHeld', data: { customerId: 'C-1', receivableId: 'R-1', on } };
    expect(hits(hold, ...paid(1, '1000.00', '2026-05-01')).hits.before).toEqual(bad);
    expect(held(stricter, approved(limit)).observed).toBe(0);
  });

  test('rates an assessment by its own shipments: a later one takes over, and the old ones still count to the first', () => {
    const again: Fact = {
      type: 'AssessmentCompleted',
      data: { ...which, assessmentId: 'AS-2', policy, input, result },
    };
    const story = [
      ...approved(limit),
      ...shipment(1, '1000.00'),
      again,
      ...shipment(2, '1000.00'),
      ...paid(2, '1000.00', '2026-05-01'),
      ...paid(1, '1000.00', '2026-09-01'),
    ];
    const { hits, observed } = held(stricter, story);
    expect(observed).toBe(2);
    expect(hits.before).toEqual({ goodGood: 1, goodBad: 1, badGood: 0, badBad: 0 });
  });

  test('names what the draft cannot assess, and leaves it as it was', () => {
    const { items } = standardPolicy;
    const withoutItem = {
      ...standardPolicy,
      items: { ...items, list: items.list.filter(({ code }) => code !== 'A1') },
    };
    const found = held(withoutItem, approved(limit));
    expect(found.unfit).toMatchObject({ count: 1, listed: [{ applicationId: 'A-1', assessmentId: 'AS-1' }] });
    expect(found.unfit.listed[0]?.details[0]?.code).toBe('unknown-aspect');
    expect(found.changed).toBe(0);
  });
});
