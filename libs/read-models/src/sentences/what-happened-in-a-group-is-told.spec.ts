import { creditGroupEvent, type CreditGroupEvent } from '@app/domain/credit-group/events';
import { eventSamplesBeside } from '@test/support/event-samples';
import { creditGroupSentences, groupSentenceOf } from './credit-group-sentences';

const amount = '1,234,567.80';

/** For each event, the figures of its sample that its sentence must name. */
const named: Readonly<Record<CreditGroupEvent['type'], readonly string[]>> = {
  GroupFormed: ['北方农机集团', amount, 'approver-wang'],
  GroupLimitChanged: ['3,000,000.00', '集团年报良好', 'approver-wang'],
  MemberJoined: ['C-1', '0.00', '2,000,000.00'],
  MemberCapChanged: ['C-1', amount, 'approver-wang'],
  MemberLeft: ['C-1'],
  MemberExposureNoted: ['C-1', amount],
  GroupRoomTaken: ['C-1', 'S-1', amount],
  GroupRoomRefused: ['C-1', 'S-2', amount],
  GroupRoomReturned: ['C-1', 'S-3', amount],
};
const samples = Object.entries<object>(eventSamplesBeside.creditGroups);

describe('the history of a group', () => {
  it.each(samples)('says %s in both languages, with its figures', (type, data) => {
    const event = creditGroupEvent.parse({ type, data });
    const { zh, en } = groupSentenceOf(event);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(`${zh} ${en}`).not.toMatch(/undefined|NaN|\[object/);
    for (const figure of named[event.type]) {
      expect(zh).toContain(figure);
      expect(en).toContain(figure);
    }
  });

  it('is tried here with every event', () =>
    expect(samples.map(([type]) => type).sort()).toEqual(Object.keys(creditGroupSentences).sort()));
});
