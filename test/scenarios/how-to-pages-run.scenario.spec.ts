import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xay } from '@test/support/cli';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';

// A how-to page that does not work is worse than none: each command on it is run, in the order of the page, on a database
// of the page's own, and every line that the page shows beneath has to be among those that come. FOLDER stands for a folder
// of the page's own, and DATABASE_URL=ANOTHER for a second database.
const howTo = join(__dirname, '../../docs/how-to');
const root = join(__dirname, '../..');
const COMMAND = 'npm run -s xay -- ';
const ELSEWHERE = 'DATABASE_URL=ANOTHER ';
/** Each command is a process of its own, on a machine that may be busy. */
const PAGE_MS = 90_000;

type Block = Readonly<{ kind: string; lines: readonly string[] }>;
type Step = Readonly<{ commands: readonly string[]; shown: readonly string[] }>;

const blocksOf = (page: string): Block[] =>
  [...page.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm)].map(([, kind = '', content = '']) => ({
    kind,
    lines: content
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }));

/** Each block of commands with what is shown right after it. */
const stepsOf = (page: string): Step[] => {
  const blocks = blocksOf(page);
  return blocks.flatMap(({ kind, lines }, at) => {
    if (kind !== 'sh') return [];
    const next = blocks[at + 1];
    return [{ commands: lines, shown: next?.kind === 'text' ? next.lines : [] }];
  });
};

const pages = readdirSync(howTo).filter((name) => name.endsWith('.md'));

test('there are pages, and commands on each', () => {
  expect(pages.length).toBeGreaterThanOrEqual(2);
  for (const name of pages) expect(stepsOf(readFileSync(join(howTo, name), 'utf8'))).not.toEqual([]);
});

describe.each(pages)('%s', (name) => {
  const page = readFileSync(join(howTo, name), 'utf8');
  let database: ScratchDatabase;
  let another: ScratchDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await scratchDatabase();
    another = await scratchDatabase();
    folder = mkdtempSync(join(tmpdir(), 'xay-how-to-'));
  });
  afterAll(async () => {
    await database.drop();
    await another.drop();
    rmSync(folder, { recursive: true });
  });

  test(
    'does what it says',
    async () => {
      for (const { commands, shown } of stepsOf(page)) {
        const outputs: string[] = [];
        for (const command of commands) {
          const { url } = command.startsWith(ELSEWHERE) ? another : database;
          const here = command.replace(ELSEWHERE, '').replaceAll('FOLDER', folder);
          expect(here.startsWith(COMMAND)).toBe(true);
          const [asked = '', code = '0'] = here.slice(COMMAND.length).split(' # exit code ');
          const { code: ended, out, err } = await xay(asked.split(' '), { DATABASE_URL: url });
          expect({ command, ended, err }).toEqual({ command, ended: Number(code), err: expect.any(String) as string });
          outputs.push(out);
        }
        const said = outputs
          .join('\n')
          .split('\n')
          .map((line) => line.trim());
        for (const line of shown) expect(said).toContain(line);
      }
    },
    PAGE_MS,
  );

  test('shows no file that is another one on disk', () => {
    const files = [...page.matchAll(/this is `([^`]+)`:\n\n *```json\n([\s\S]*?)^ *```$/gm)];
    for (const [, file = '', content = ''] of files)
      expect(JSON.parse(content)).toEqual(JSON.parse(readFileSync(join(root, file), 'utf8')));
  });
});
