// Types `npm start` in an installed and built workspace, as a newcomer does, and looks at what comes: /health, the page,
// and that nothing of it is left running after a polite end. Ends with "N passed, N failed".
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { giveUp, inRoot, root } from './ensure.mjs';

const UP_WITHIN_MS = 300_000;
const DOWN_WITHIN_MS = 30_000;
const REQUEST_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 100;
const LINES_SHOWN = 40;

let passed = 0;
let failed = 0;
const expect = (what, holds, seen = '') => {
  if (holds) passed += 1;
  else failed += 1;
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}${holds ? '' : ` ${String(seen).slice(0, 500)}`}`);
};

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const ask = async (url) => {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(REQUEST_WITHIN_MS),
      headers: { accept: 'text/html, */*' },
    });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    return { status: 0, body: error.message };
  }
};

const isOk = ({ status, body }) => status === 200 && /"status"\s*:\s*"ok"/.test(body);

const within = async (patienceMs, holds) => {
  const until = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > until) return false;
    await sleep(LOOK_EVERY_MS);
  }
  return true;
};

const dataDir = process.env.XAY_DATA_DIR ?? inRoot('.data');

/** The data of a clone that *nobody* may not enter lies elsewhere; a file in the data folder says where. */
const homes = () => {
  const pointer = path.join(dataDir, 'postgres-is-at.txt');
  return fs.existsSync(pointer) ? [dataDir, fs.readFileSync(pointer, 'utf8').trim()] : [dataDir];
};

const postgresLeft = () => {
  const places = homes();
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' });
  return (stdout ?? '')
    .split('\n')
    .filter((line) => line.includes('postgres') && places.some((place) => line.includes(`${place}/`)));
};

const startAndLook = async (title) => {
  const port = await freePort();
  const at = `http://127.0.0.1:${port}`;
  const env = { ...process.env, PORT: String(port), XAY_DEMO: '1', XAY_DATA_DIR: dataDir };
  delete env.DATABASE_URL;
  const begun = performance.now();
  const app = spawn('npm', ['start'], { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [app.stdout, app.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = new Promise((resolve) => app.once('close', (code, signal) => resolve(code ?? signal)));
  let health = { status: 0, body: '' };
  const up = await within(UP_WITHIN_MS, async () => {
    health = await ask(`${at}/health`);
    return health.status !== 0 || app.exitCode !== null;
  });
  console.log(`${title}: /health answers after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  // The demo year may still be on its way in; the projections are then behind, and say so.
  await within(UP_WITHIN_MS, async () => {
    health = await ask(`${at}/health`);
    return isOk(health) || app.exitCode !== null;
  });
  console.log(`${title}: healthy after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  expect(`${title}: /health answers 200`, up && health.status === 200, `${health.status} ${health.body}`);
  expect(`${title}: /health says ok`, isOk(health), health.body);
  const page = await ask(`${at}/`);
  expect(`${title}: the page is served`, page.status === 200 && page.body.includes('<div id="root"'), page.body);
  expect(`${title}: Postgres runs in the data folder`, postgresLeft().length > 0 || process.platform === 'win32');
  app.kill('SIGTERM');
  // Its output is closed when the last process of it has gone, not just npm.
  const down = await Promise.race([ended.then(() => true), sleep(DOWN_WITHIN_MS, false)]);
  expect(`${title}: it ends when asked to`, down);
  const gone = await within(DOWN_WITHIN_MS, () => postgresLeft().length === 0);
  expect(`${title}: no Postgres is left running`, gone, postgresLeft().join('; '));
  if (!down) process.kill(-app.pid, 'SIGKILL');
  if (failed > 0) console.log(said.split('\n').slice(-LINES_SHOWN).join('\n'));
};

// It takes its data away in the end, so it must not be anybody else's.
if (fs.existsSync(dataDir)) giveUp(`${dataDir} exists already; this is for a clean clone.`);

await startAndLook('first start');
await startAndLook('second start');
// A stand-in for the data folder lies outside the clone, and nobody else would take it away.
for (const home of homes()) fs.rmSync(home, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
