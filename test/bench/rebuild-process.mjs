// Ours in a process of its own, so that its memory can be told: rebuilds, catches up, and follows while somebody appends.
import { randomUUID } from 'node:crypto';
import { built } from './bench-server.mjs';
import { connectedStore } from './our-store.mjs';
import { emptyTables, PREFIX, readModels } from './receivables.mjs';

const { connect } = built('postgres/src/connect');
const { openFollowers } = built('read-models/src/runner');
const { streamFollower } = built('read-models/src/following/projection-follower');

const [url] = process.argv.slice(2);
const SEEN_WITHIN_MS = 10_000;
const BEFORE_ALL = { position: '0'.repeat(16) };

const sql = connect(url, { applicationName: 'xay-bench' });
const { store, close } = await connectedStore(url);
const followersOf = (who) => {
  const followers = readModels(who).map((projection) => streamFollower(projection, store));
  return openFollowers({ sql, store, followers, log: (line) => console.error(line) });
};

const rebuild = async () => {
  const followers = followersOf('ours');
  const began = performance.now();
  await followers.rebuild('all', { isCompared: false });
  const ms = performance.now() - began;
  await followers.stop();
  return { ms };
};

/** Followers that were stopped for a while and have so many events to catch up with. */
const steady = async ({ through }) => {
  // Before all, and not new: a new read model would be built beside the others, which is measured above.
  await sql`
    update read.checkpoint set
      members = array_remove(array_remove(members, 'steady-account'), 'steady-receivable'),
      apart = apart || ${sql.json({ 'steady-account': BEFORE_ALL, 'steady-receivable': BEFORE_ALL })}
    where lane = 'read-models'`;
  await emptyTables(sql, 'steady');
  const followers = followersOf('steady');
  const began = performance.now();
  await followers.settle(through, 600_000);
  const ms = performance.now() - began;
  await followers.stop();
  return { ms };
};

const opened = (customerId) => ({
  id: randomUUID(),
  type: 'AccountOpened',
  data: {
    customerId,
    agreementId: 'HT-1',
    limit: '500000.00',
    grade: '3A2',
    termDays: 60,
    validFrom: '2026-03-01',
    validTo: '2026-12-31',
    on: '2026-03-01',
  },
  metadata: { by: 'bench' },
});

/** From the call of `append` until a query of somebody else finds the row. */
const seenAfter = async (asking, customerId) => {
  const stream = `${PREFIX}${customerId}`;
  const began = performance.now();
  await store.append(stream, [opened(customerId)], { expected: 'no_stream' });
  while (performance.now() - began < SEEN_WITHIN_MS) {
    const rows = await asking`select 1 from read.ours_account where stream = ${stream}`;
    if (rows.length > 0) return performance.now() - began;
  }
  throw new Error(`${stream} was not seen within ${SEEN_WITHIN_MS} ms`);
};

const visible = async ({ samples, round }) => {
  const followers = followersOf('ours');
  const asking = connect(url, { connectionsMax: 1, applicationName: 'xay-bench' });
  await followers.start();
  await followers.settle(undefined, 600_000);
  const all = [];
  for (let n = 0; n < samples; n++) {
    all.push(await seenAfter(asking, `seen-${round}-${n}`));
    // At no fixed distance, so that no poll keeps step with it.
    await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 6));
  }
  await followers.stop();
  await asking.end({ timeout: 1 });
  return { all };
};

const BYTES_PER_KIB = 1024;
const work = { rebuild, steady, visible };

// Ctrl-C reaches this one too; its parent ends it.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
process.on('message', async ({ ask, end, ...about }) => {
  if (end) {
    await close();
    await sql.end({ timeout: 1 });
    process.exit(0);
  }
  const answer = await work[ask](about);
  process.send({ ...answer, rssMiB: process.resourceUsage().maxRSS / BYTES_PER_KIB });
});
process.send('ready');
