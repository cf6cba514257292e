import { knownEvents } from '@app/kernel/event-versions';
import { webhookTopic } from '@app/kernel/webhook-topic';
import { eventSamples } from '@test/support/event-samples';
import { creditAccountEvent, type CreditAccountEvent } from '../credit-account/events';
import { messageOf, topicOf } from './messages';

const types = Object.keys(eventSamples.creditAccount) as CreditAccountEvent['type'][];
const recorded = (type: CreditAccountEvent['type']) => ({
  ...creditAccountEvent.parse({ type, data: eventSamples.creditAccount[type] }),
  ...{ id: 'E-1', stream: 'creditAccount-C-1', revision: 0, position: '1', recordedAt: '2026-03-01T08:00:00.000Z' },
  metadata: { by: 'spec' },
});

describe('a message', () => {
  test('is made of every event that has a topic, and of no other', () => {
    expect(types.sort()).toEqual(
      knownEvents(creditAccountEvent)
        .map(({ type }) => type)
        .sort(),
    );
    for (const type of types) expect(messageOf(recorded(type))?.topic).toBe(topicOf({ type }));
  });

  test('can be of every topic that somebody may register for', () =>
    expect(new Set(types.flatMap((type) => topicOf({ type }) ?? []))).toEqual(new Set(webhookTopic.options)));

  test('of a refusal has the figures and every rule, and who and when', () =>
    expect(messageOf(recorded('ShipmentRefused'))).toEqual({
      id: 'E-1',
      topic: 'shipment.refused',
      occurredAt: '2026-03-01T08:00:00.000Z',
      customerId: 'C-1',
      data: {
        shipmentId: 'S-2',
        amount: '1234567.80',
        available: '-1.00',
        rules: [{ rule: 'free-limit', outcome: 'block', facts: { available: '-1.00' } }],
        policy: { id: 'p', version: 1, hash: 'ab'.repeat(32) },
        on: '2026-03-01',
      },
    }));

  test('tells a reservation that was released from one that has expired', () =>
    expect(messageOf(recorded('ReservationReleased'))?.data).toMatchObject({ reason: 'expired' }));

  test('of a hold and of what lifts it always names the cause, since an account may have several', () => {
    for (const type of ['ShipmentsHeld', 'HoldLifted', 'HoldPlaced', 'HoldRemoved'] as const)
      expect(messageOf(recorded(type))?.data).toHaveProperty('cause');
    expect(messageOf(recorded('ShipmentsHeld'))?.data).toMatchObject({ cause: 'overdue', receivableId: 'R-1' });
  });
});
