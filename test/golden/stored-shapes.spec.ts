import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { creditApplicationEvent } from '@app/domain/credit-application/events';
import { customerEvent } from '@app/domain/customer/events';
import { followUpEvent } from '@app/domain/follow-up/events';

// What is on disk is shown in docs/events, one file an aggregate: a change to a stored shape shows in review.
// `XAY_WRITE_EVENTS=1 npm test -- stored-shapes` writes the files anew.
const folder = join(__dirname, '..', '..', 'docs', 'events');
const aggregates = {
  customer: customerEvent,
  'credit-application': creditApplicationEvent,
  'credit-account': creditAccountEvent,
  'follow-up': followUpEvent,
};

const shapeOf = (schema: z.ZodType): string =>
  `${JSON.stringify(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }), null, 2)}\n`;

describe('the stored shapes', () => {
  test.each(Object.entries(aggregates))('of %s are those that docs/events shows', (name, schema) => {
    const file = join(folder, `${name}.json`);
    const shape = shapeOf(schema);
    if (process.env['XAY_WRITE_EVENTS'] === '1') {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, shape);
    }
    expect(readFileSync(file, 'utf8')).toBe(shape);
  });

  test('are all shown, and nothing else', () => {
    expect(readdirSync(folder).sort()).toEqual(
      Object.keys(aggregates)
        .map((name) => `${name}.json`)
        .sort(),
    );
  });
});
