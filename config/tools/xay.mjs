#!/usr/bin/env node
// The `xay` command: builds what has changed (saying so on stderr), then is the command line program, in this very process.
import { createRequire } from 'node:module';
import { ensureBuilt, inRoot } from './ensure.mjs';

await ensureBuilt();
const main = inRoot('dist/apps/cli/src/main.js');
process.argv[1] = main;
process.env.NODE_ENV ??= 'production';
createRequire(main)(main);
