import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

// Whoever parses a stored event by its schema alone reads old versions wrongly, or not at all: the code is searched for it.
const root = resolve(__dirname, '../..');
const sources = ['libs/event-store', 'libs/read-models', 'libs/cqrs', 'apps/api', 'apps/cli', 'apps/worker'].flatMap(
  (folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
      .map((path) => join(root, folder, path)),
);
const contents = sources.map((path) => [relative(root, path), readFileSync(path, 'utf8')] as const);
const filesWith = (pattern: RegExp): string[] =>
  contents.filter(([, text]) => pattern.test(text)).map(([path]) => path);

describe('a stored event', () => {
  test('is read through readEvent by everybody who reads one', () =>
    expect(filesWith(/\breadEvent\(/)).toEqual(
      expect.arrayContaining([
        'libs/event-store/src/handling/fold.ts',
        'libs/cqrs/src/reactions-follower.ts',
        'apps/cli/src/verification/check-log.ts',
      ]),
    ));

  test('is parsed by its schema alone nowhere', () => expect(filesWith(/\b\w+Event\.(safeP|p)arse\(/)).toEqual([]));

  test('meets a schema in the store and the read models only where it is written', () =>
    expect(
      filesWith(/\bschema\.(safeP|p)arse\(/).filter((path) => /^libs\/(event-store|read-models)\//.test(path)),
    ).toEqual(['libs/event-store/src/handling/deciding.ts']));
});
