import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// The page about changing an event shows the code of the truck on which it is tried out.
const root = join(__dirname, '../..');
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

test('the page about changing an event shows code that is compiled and run', () => {
  const page = readFileSync(join(root, 'docs/how-to/change-an-event.md'), 'utf8');
  const code = flat(readFileSync(join(root, 'test/support/truck-of-old.ts'), 'utf8'));
  const shown = [...page.matchAll(/^ *```ts\n([\s\S]*?)^ *```$/gm)].map(([, block = '']) => flat(block));
  expect(shown).toHaveLength(2);
  for (const block of shown) expect(code).toContain(block);
});
