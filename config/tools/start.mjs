// npm start: installs and builds what is missing, then is the server, in this very process, so that signals and the exit
// code have nobody in between.
import { createRequire } from 'node:module';
import { ensureBuilt, inRoot } from './ensure.mjs';

const LOOK_EVERY_MS = 250;

// Whoever stops `npm` alone ends npm and the shell that it started, and the shell passes nothing on. An orphan takes that
// for the wish that it was.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  looking.unref();
}

await ensureBuilt();
const main = inRoot('dist/apps/api/src/main.js');
process.argv[1] = main;
process.env.NODE_ENV ??= 'production';
process.setSourceMapsEnabled(true);
createRequire(main)(main);
