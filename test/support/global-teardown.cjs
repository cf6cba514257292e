const { once } = require('node:events');
const fs = require('node:fs');

/** Stops the Postgres that global-setup started, if it started one, and takes its folder away. */
module.exports = async () => {
  const started = globalThis.xayTestPostgres;
  if (started === undefined) return;
  const { server, folder, tidyUp } = started;
  process.removeListener('exit', tidyUp);
  const ended = once(server, 'exit');
  server.kill('SIGQUIT');
  if (server.exitCode === null) await ended;
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
};
