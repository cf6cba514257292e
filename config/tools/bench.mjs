// npm run bench -- NAME [ARG …]: runs test/bench/NAME.bench.mjs, which drives the built code.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { ensureBuilt, inRoot, root } from './ensure.mjs';

const SUFFIX = '.bench.mjs';
const [name, ...args] = process.argv.slice(2);
const folder = inRoot('test/bench');
const known = fs.existsSync(folder) ? fs.readdirSync(folder).filter((file) => file.endsWith(SUFFIX)) : [];

if (name === undefined || !known.includes(`${name}${SUFFIX}`)) {
  console.error(name === undefined ? 'Which one? npm run bench -- NAME' : `There is no bench named "${name}".`);
  console.error(`There are: ${known.map((file) => file.slice(0, -SUFFIX.length)).join(', ') || 'none yet'}`);
  process.exit(2);
}
await ensureBuilt();
const bench = spawn(process.execPath, [inRoot('test/bench', `${name}${SUFFIX}`), ...args], {
  cwd: root,
  stdio: 'inherit',
});
process.on('SIGINT', () => undefined);
bench.once('close', (code) => process.exit(code ?? 1));
