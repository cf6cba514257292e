// Programs that a bench runs beside itself and talks to in messages. They end with it, however it ends.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { atTheEnd } from './bench-server.mjs';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

const talkTo = async (file, options, args) => {
  // Its stdout goes where progress goes: ours is for the result.
  const child = fork(here(file), args.map(String), { stdio: ['ignore', 2, 2, 'ipc'], ...options });
  const ended = new Promise((resolve) => child.once('close', resolve));
  atTheEnd(() => child.kill('SIGKILL'));
  const answer = () =>
    new Promise((resolve, reject) => {
      child.once('message', resolve);
      void ended.then((code) => reject(new Error(`${file} ended (${code}) without an answer`)));
    });
  const ask = (question) => {
    const answered = answer();
    child.send(question);
    return answered;
  };
  await answer();
  const end = async () => {
    child.send({ end: true });
    await ended;
  };
  return { ask, end };
};

export const startChild = (file, ...args) => talkTo(file, {}, args);

/** The same on one core of its own, or wherever it likes when that is undefined. */
export const startChildOn = (core, file, ...args) =>
  talkTo(
    file,
    core === undefined
      ? {}
      : { execPath: 'taskset', execArgv: ['-c', String(core), process.execPath, ...process.execArgv] },
    args,
  );
