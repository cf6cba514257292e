import { customerEvent } from '@app/domain/customer/events';
import { followUpEvent } from '@app/domain/follow-up/events';
import { z } from 'zod';
import { exampleOf, grownExamples, versionOf } from './examples';
import { grown, lostExamples } from './stored-shapes';

const stream = 'customer-C-1';
const both = z.union([customerEvent, followUpEvent]);
/** The customer's events, each of which has a sample. */
const types = customerEvent.options.map(({ shape }) => shape.type.value);
const nothing = { events: [], $defs: {} };

describe('the stored examples', () => {
  test('gain one of each event that has none, and keep those that are there as they are', async () => {
    const first = await grownExamples([], { schema: customerEvent, stream });
    expect(first.map(({ type }) => type)).toEqual(types);
    expect(await grownExamples(first, { schema: customerEvent, stream })).toEqual(first);
    const more = await grownExamples(first, { schema: both, stream });
    expect(more.slice(0, first.length)).toEqual(first);
    expect(more.slice(first.length).map((each) => [each.type, versionOf(each)])).toContainEqual(['StepDone', 1]);
  });

  test('are missed when one is gone or touched', async () => {
    const examples = await grownExamples([], { schema: customerEvent, stream });
    const shapes = grown(nothing, customerEvent, (type, version) => exampleOf(examples, type, version));
    expect(lostExamples(shapes, examples)).toEqual([]);
    expect(lostExamples(shapes, examples.slice(0, -1))).toEqual([
      expect.stringContaining(`${types.at(-1)} version 1 has lost its stored example`) as string,
    ]);
    const touched = examples.map((each, n) => (n === 1 ? { ...each, hash: '0'.repeat(64) } : each));
    expect(lostExamples(shapes, touched)).toEqual([expect.stringContaining(`${types[1]} version 1`) as string]);
  });

  test('are not taken when one was edited, even with all the rest in place', async () => {
    const [first, ...others] = await grownExamples([], { schema: customerEvent, stream });
    const edited = { ...first!, data: first!.data.replace('长春农机', '长春农具') };
    await expect(grownExamples([edited, ...others], { schema: customerEvent, stream })).rejects.toThrow(
      'does not have the hash that it should have',
    );
  });
});
