// What every command of the workspace needs first: packages installed, sources built, and both only when something changed.
// Node built-ins only, because it runs before there are any packages. It speaks on stderr, so that stdout stays the command's.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { holdingLock } from './lock.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const inRoot = (...parts) => path.join(root, ...parts);

const NODE_MIN = [20, 19];
const OUTPUT_LINES_MAX = 40;
const MS_PER_S = 1000;

const installStamp = inRoot('node_modules/.xay-install');
const patchStamp = inRoot('node_modules/.xay-patched');
const patchFolder = 'config/patches';
const buildStamp = (part) => inRoot(`dist/.built-${part}`);
const serverSources = ['apps/api', 'apps/cli', 'apps/worker', 'libs', 'config/policies'];
const serverSettings = [
  'nest-cli.json',
  '.swcrc',
  'tsconfig.base.json',
  'apps/api/tsconfig.app.json',
  'package-lock.json',
];
const webSources = [
  'apps/web',
  'libs/contracts',
  'libs/credit-model',
  'libs/kernel',
  'config/tools/compress.mjs',
  'package-lock.json',
];

export const say = (line) => process.stderr.write(`${line}\n`);

/** For failures that the reader can do something about: a sentence and no stack trace. */
export const giveUp = (line) => {
  say(line);
  process.exit(1);
};

const needNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return;
  giveUp(
    `XAY needs Node ${NODE_MIN.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org/en/download`,
  );
};

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

const contentOf = (file) => {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

const changedAt = (file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Path, size and time of change of every file: as good as the content here, and a hundredth of the reading. */
const fingerprintsOf = (name) => {
  const stat = fs.statSync(inRoot(name), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return name.endsWith('.spec.ts') ? [] : [`${name} ${stat.size} ${stat.mtimeMs}`];
  return fs
    .readdirSync(inRoot(name))
    .sort()
    .flatMap((child) => fingerprintsOf(path.join(name, child)));
};

const stateOf = (sources) => sha256([process.versions.node, ...sources.flatMap(fingerprintsOf)].join('\n'));

/** Runs a program and answers with its exit code and what it said. `quiet: false` also shows it as it comes. */
export const run = (command, args, { quiet = true, env = process.env } = {}) =>
  new Promise((resolve) => {
    const stdio = ['ignore', quiet ? 'pipe' : process.stderr, quiet ? 'pipe' : process.stderr];
    const child = spawn(command, args, { cwd: root, env, stdio });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });

const secondsSince = (begun) => `${((performance.now() - begun) / MS_PER_S).toFixed(1)} s`;

const lockHash = () => sha256(contentOf(inRoot('package-lock.json')));

const isInstalled = () => {
  if (contentOf(installStamp) === lockHash()) return true;
  // Somebody who typed `npm ci` has it too; npm writes its own list last.
  const byHand = inRoot('node_modules/.package-lock.json');
  if (fs.existsSync(installStamp) || changedAt(byHand) <= changedAt(inRoot('package-lock.json'))) return false;
  fs.writeFileSync(installStamp, lockHash());
  return true;
};

const install = async () => {
  const begun = performance.now();
  say('Installing packages (npm ci, no install scripts); this takes a minute or two the first time …');
  const { code } = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--ignore-scripts'], {
    quiet: false,
  });
  if (code !== 0) giveUp('The packages could not be installed; what npm says is above.');
  fs.writeFileSync(installStamp, lockHash());
  say(`Packages installed in ${secondsSince(begun)}.`);
};

const patchesHash = () =>
  sha256(
    fs
      .readdirSync(inRoot(patchFolder))
      .sort()
      .map((name) => contentOf(inRoot(patchFolder, name)))
      .join('\n'),
  );
const isPatched = () => contentOf(patchStamp) === patchesHash();

/** Mends what packages get wrong (docs/decisions/0015); what is mended already stays as it is. */
const patch = async () => {
  const args = [inRoot('node_modules/patch-package/index.js'), '--patch-dir', patchFolder, '--error-on-fail'];
  const { code, output } = await run(process.execPath, args);
  if (code !== 0) giveUp(`The patches in ${patchFolder} do not fit the packages:\n${output}`);
  fs.writeFileSync(patchStamp, patchesHash());
};

const failedBuild = (part, output) =>
  `The ${part} does not build:\n${output.trimEnd().split('\n').slice(-OUTPUT_LINES_MAX).join('\n')}`;

const bin = (name) => inRoot('node_modules/.bin', name);

const buildServer = async () => {
  for (const folder of ['apps', 'libs']) fs.rmSync(inRoot('dist', folder), { recursive: true, force: true });
  const { code, output } = await run(bin('nest'), ['build', 'api']);
  // The compiler reports a file that it cannot read and still ends well; what counts is that the programs are there.
  return code === 0 && !/Failed to compile|error/i.test(output) ? undefined : failedBuild('server', output);
};

const buildWeb = async () => {
  if (!fs.existsSync(inRoot('apps/web/vite.config.mts'))) {
    say('There is no apps/web/vite.config.mts yet: the page is left out.');
    return undefined;
  }
  const args = ['build', 'apps/web', '-c', 'apps/web/vite.config.mts', '--outDir', inRoot('dist/web'), '--emptyOutDir'];
  const { code, output } = await run(bin('vite'), args);
  if (code !== 0) return failedBuild('page', output);
  const compressed = await run(process.execPath, [inRoot('config/tools/compress.mjs')]);
  return compressed.code === 0 ? undefined : failedBuild('page', compressed.output);
};

const parts = [
  { name: 'server', sources: [...serverSources, ...serverSettings], build: buildServer },
  { name: 'page', sources: webSources, build: buildWeb },
];

const isBuilt = ({ name, sources }) => contentOf(buildStamp(name)) === stateOf(sources);

const build = async (stale) => {
  const begun = performance.now();
  say(`Building the ${stale.map(({ name }) => name).join(' and the ')} …`);
  const failures = await Promise.all(
    stale.map(async ({ name, sources, build: make }) => {
      // Taken before the build, so that a change during it is built next time.
      const state = stateOf(sources);
      fs.rmSync(buildStamp(name), { force: true });
      const failure = await make();
      if (failure === undefined) fs.writeFileSync(buildStamp(name), state);
      return failure;
    }),
  );
  const said = failures.filter((failure) => failure !== undefined);
  if (said.length > 0) giveUp(said.join('\n\n'));
  say(`Built in ${secondsSince(begun)}.`);
};

const lockFile = inRoot('dist/.preparing');

export const ensureInstalled = async () => {
  needNode();
  if (isInstalled() && isPatched()) return;
  await holdingLock(lockFile, say, async () => {
    if (!isInstalled()) await install();
    if (!isPatched()) await patch();
  });
};

export const ensureBuilt = async ({ force = false } = {}) => {
  await ensureInstalled();
  if (!force && parts.every(isBuilt)) return;
  await holdingLock(lockFile, say, async () => {
    const stale = parts.filter((part) => force || !isBuilt(part));
    if (stale.length > 0) await build(stale);
  });
};
