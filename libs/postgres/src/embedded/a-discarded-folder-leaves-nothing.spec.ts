import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardData } from './place';

describe('a data folder that is discarded', () => {
  const made: string[] = [];
  const folder = (name: string): string => {
    made.push(mkdtempSync(join(tmpdir(), `xay-discard-${name}-`)));
    return made.at(-1)!;
  };
  afterAll(() => {
    for (const one of made) rmSync(one, { recursive: true, force: true });
  });

  test('goes with everything in it', () => {
    const data = folder('data');
    writeFileSync(join(data, 'postgres.log'), 'x');
    discardData(data);
    expect(existsSync(data)).toBe(false);
  });

  // Root's Postgres may not enter a private folder; a pointer in it says where the data lies instead.
  test('takes along the stand-in that its Postgres lay in', () => {
    const data = folder('data');
    const standIn = folder('stand-in');
    writeFileSync(join(data, 'postgres-is-at.txt'), `${standIn}\n`);
    discardData(data);
    expect([existsSync(data), existsSync(standIn)]).toEqual([false, false]);
  });
});
