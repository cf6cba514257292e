// npm start: installs and builds what is missing, then is the server, in this very process: signals and the exit code
// reach and leave it without anybody in between.
import { createRequire } from 'node:module';
import { ensureBuilt, inRoot } from './ensure.mjs';

await ensureBuilt();
const main = inRoot('dist/apps/api/src/main.js');
process.argv[1] = main;
process.env.NODE_ENV ??= 'production';
process.setSourceMapsEnabled(true);
createRequire(main)(main);
