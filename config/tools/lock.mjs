import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 200;

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const holderOf = (file) => {
  try {
    return Number(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** Put in place with its content in one step, so that nobody reads it empty. */
const take = (file) => {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, String(process.pid));
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
};

/** Moves the file of a dead holder away, and puts it back when it turns out to be that of somebody who was quicker. */
const clear = (file, dead) => {
  const aside = `${file}.dead.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  if (holderOf(aside) !== dead) fs.linkSync(aside, file);
  fs.rmSync(aside, { force: true });
};

/** Does the work while nobody else does theirs under the same file; a second start waits for the first one's build. */
export const holdingLock = async (file, say, work) => {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    const holder = holderOf(file);
    if (holder !== undefined && !isAlive(holder)) {
      clear(file, holder);
      continue;
    }
    if (!told) say(`Another command (process ${holder ?? '?'}) is installing or building here; waiting for it …`);
    told = true;
    await sleep(LOOK_EVERY_MS);
  }
  const release = () => fs.rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
};
