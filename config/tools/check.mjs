// npm run check: types, typed lint, floors, unused code, format. Two at a time; silent about what is well.
import fs from 'node:fs';
import path from 'node:path';
import { ensureInstalled, inRoot, run } from './ensure.mjs';

const STEPS = ['types', 'lint', 'floors', 'unused', 'format'];
const AT_A_TIME = 2;
const MS_PER_S = 1000;

await ensureInstalled();
const { scripts } = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8'));
const env = { ...process.env, PATH: [inRoot('node_modules/.bin'), process.env.PATH].join(path.delimiter) };

const check = async (step) => {
  const begun = performance.now();
  const { code, output } = await run('sh', ['-c', scripts[step]], { env });
  const seconds = ((performance.now() - begun) / MS_PER_S).toFixed(1);
  if (code !== 0) console.log(output.trimEnd());
  console.log(`${step.padEnd(8)}${code === 0 ? 'ok    ' : 'FAILED'}${seconds.padStart(7)} s`);
  return code === 0;
};

const waiting = [...STEPS];
const results = [];
const worker = async () => {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) results.push(await check(step));
};
await Promise.all(Array.from({ length: AT_A_TIME }, worker));
process.exitCode = results.every(Boolean) ? 0 : 1;
