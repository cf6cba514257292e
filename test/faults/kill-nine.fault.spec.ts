import { connect } from '@app/postgres/connect';
import { clearAway, DatabaseProcess, postmasterPid, temporaryFolder, until } from '@test/support/database-process';

const rowsAt = async (url: string): Promise<Set<number>> => {
  const sql = connect(url, { connectionsMax: 1 });
  const rows = await sql<{ n: number }[]>`select n from fault`;
  await sql.end();
  return new Set(rows.map(({ n }) => n));
};

describe('an acknowledged row', () => {
  let folder: string;
  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterEach(() => DatabaseProcess.killAll());
  afterAll(() => clearAway(folder));

  it.each([
    ['the application', async (app: DatabaseProcess) => app.kill()],
    [
      'the whole tree',
      async (app: DatabaseProcess) => {
        process.kill(postmasterPid(folder), 'SIGKILL');
        await app.kill();
      },
    ],
  ])(
    'is there after kill -9 of %s, round after round',
    async (_, strike) => {
      const acknowledged = new Set<number>();
      for (let round = 0; round < 3; round += 1) {
        const app = new DatabaseProcess(folder, 'server', 'write');
        const { url } = await app.opened();
        const present = await rowsAt(url);
        expect([...acknowledged].filter((n) => !present.has(n))).toEqual([]);
        await until('rows are committed', () => app.committed.length > 200);
        await strike(app);
        for (const n of app.committed) acknowledged.add(n);
      }
      const last = new DatabaseProcess(folder, 'server');
      const present = await rowsAt((await last.opened()).url);
      expect(acknowledged.size).toBeGreaterThan(600);
      expect([...acknowledged].filter((n) => !present.has(n))).toEqual([]);
      expect(await last.stop()).toBe(0);
    },
    60_000,
  );

  it('is there after kill -9 of Postgres alone, which comes back on its port under the living application', async () => {
    const app = new DatabaseProcess(folder, 'server', 'write');
    const { url } = await app.opened();
    for (let round = 0; round < 2; round += 1) {
      await until('rows are committed', () => app.committed.length > 200 * (round + 1));
      const killed = postmasterPid(folder);
      process.kill(killed, 'SIGKILL');
      const before = app.committed.length;
      await until('rows are committed again', () => app.committed.length > before + 100);
      expect(postmasterPid(folder)).not.toBe(killed);
    }
    const committed = [...app.committed];
    const present = await rowsAt(url);
    expect(committed.filter((n) => !present.has(n))).toEqual([]);
    expect(await app.stop()).toBe(0);
  }, 60_000);
});
