import { formBatch } from './append-batch';
import type { ExpectedRevision } from '../event-store';

const limits = { eventsMax: 10, bytesMax: 100 };
let made = 0;
const waiting = (
  stream: string,
  expected: ExpectedRevision,
  { events = 1, bytes = 1, alone = false, id = '' } = {},
) => ({
  append: {
    stream,
    expected,
    bytes,
    events: Array.from({ length: events }, () => ({
      id: id || `e${++made}`,
      type: 'T',
      data: '{}',
      metadata: '{}',
      content: '',
    })),
  },
  alone,
});
const formed = (...queue: ReturnType<typeof waiting>[]) => {
  const { groups, left } = formBatch(queue, limits);
  return {
    groups: groups.map(({ members }) => members.map((member) => queue.indexOf(member))),
    left: left.map((one) => queue.indexOf(one)),
  };
};

describe('a batch', () => {
  it('takes appends to different streams together', () => {
    expect(formed(waiting('a', 3), waiting('b', 'no_stream'), waiting('c', 'any'))).toEqual({
      groups: [[0], [1], [2]],
      left: [],
    });
  });

  it('chains appends to one stream that follow on one another', () => {
    const chain = [waiting('a', 'no_stream', { events: 2 }), waiting('a', 1), waiting('a', 'any'), waiting('a', 3)];
    expect(formed(...chain)).toEqual({ groups: [[0, 1, 2, 3]], left: [] });
  });

  it('leaves what needs the answer of another append for the next one, and nobody on the stream overtakes', () => {
    const queue = [waiting('a', 4), waiting('a', 4), waiting('a', 5), waiting('b', 0), waiting('a', 'any')];
    expect(formed(...queue)).toEqual({ groups: [[0], [3]], left: [1, 2, 4] });
    expect(formed(waiting('a', 'any'), waiting('a', 0), waiting('a', 'no_stream'))).toEqual({
      groups: [[0]],
      left: [1, 2],
    });
  });

  it('never holds an id twice', () => {
    const queue = [
      waiting('a', 'any', { id: 'x' }),
      waiting('a', 'any', { id: 'x' }),
      waiting('b', 'any', { id: 'x' }),
    ];
    expect(formed(...queue)).toEqual({ groups: [[0]], left: [1, 2] });
  });

  it('ends at its limits, but takes one append however large', () => {
    const events = Array.from({ length: 4 }, (_, n) => waiting(`s${n}`, 'any', { events: 4 }));
    expect(formed(...events)).toEqual({ groups: [[0], [1]], left: [2, 3] });
    const bytes = Array.from({ length: 3 }, (_, n) => waiting(`s${n}`, 'any', { bytes: 60 }));
    expect(formed(...bytes)).toEqual({ groups: [[0]], left: [1, 2] });
    expect(formed(waiting('a', 'any', { events: 50, bytes: 500 }), waiting('b', 'any'))).toEqual({
      groups: [[0]],
      left: [1],
    });
  });

  it('holds nothing but what asked to be alone', () => {
    const queue = [waiting('a', 'any', { alone: true }), waiting('b', 'any', { alone: true }), waiting('c', 'any')];
    expect(formed(...queue)).toEqual({ groups: [[0]], left: [1, 2] });
  });
});
