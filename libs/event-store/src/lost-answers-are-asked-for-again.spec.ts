import { type AppendFault, FaultyStore } from '@test/support/faulty-store';
import { load } from '@test/support/truck';
import { createHandler } from './handle';
import { MemoryLog } from './memory-log';
import { MemoryStore } from './memory-store';

const now = () => new Date('2026-03-01T00:00:00Z');

describe('a command whose append fails on the way', () => {
  let log: MemoryLog;
  let store: FaultyStore;
  const handle = () => createHandler({ store }).handle(load('A', 1));
  beforeEach(() => {
    log = new MemoryLog();
    store = new FaultyStore(new MemoryStore({ now, log }));
  });

  it.each<AppendFault>(['answer-lost', 'request-lost', 'unreachable'])(
    'is sent again with the same ids and written once (%s)',
    async (fault) => {
      store.faults.push(fault, fault);
      expect(await handle()).toMatchObject({ state: { loaded: 1 }, revision: 0 });
      const [first, ...others] = store.appends;
      expect(others).toEqual([first, first]);
      expect(log.all.map(({ id }) => id)).toEqual(first?.ids);
    },
  );

  it('is answered like the first time when others have appended since', async () => {
    const other = createHandler({ store: new MemoryStore({ now, log }) });
    store.faults.push('answer-lost');
    store.beforeAppend = async () => {
      if (store.appends.length === 2) await other.handle(load('B', 1));
    };
    expect(await handle()).toMatchObject({ state: { loaded: 1 }, revision: 0, position: log.all[0]?.position });
    expect(log.all).toHaveLength(2);
  });

  it('is decided again when the first try was lost and others have appended since', async () => {
    const other = createHandler({ store: new MemoryStore({ now, log }) });
    store.faults.push('request-lost');
    store.beforeAppend = async () => {
      if (store.appends.length === 2) await other.handle(load('B', 10));
    };
    expect(await handle()).toMatchObject({ state: { loaded: 10 }, events: [{ type: 'PalletsRefused' }], revision: 1 });
    const [first, , last] = store.appends;
    expect(last?.ids).not.toEqual(first?.ids);
  });

  it('stays open after the last try, even if that one certainly failed', async () => {
    store.faults.push('answer-lost', ...Array<AppendFault>(9).fill('unreachable'));
    await expect(handle()).rejects.toMatchObject({
      code: 'unavailable',
      about: { outcome: 'unknown', retryable: true },
    });
    expect(log.all).toHaveLength(1);
    store.faults.length = 0;
    expect(await handle()).toMatchObject({ events: [], state: { loaded: 1 } });
  });

  it('also asks again when it is the reading that fails, but not for ever', async () => {
    store.readFailures = 2;
    expect(await handle()).toMatchObject({ state: { loaded: 1 }, revision: 0 });
    store.readFailures = 99;
    await expect(handle()).rejects.toMatchObject({ code: 'unavailable', about: { outcome: 'not_applied' } });
  });

  it('is turned away as busy at once when the store is full', async () => {
    store.faults.push('busy');
    await expect(handle()).rejects.toMatchObject({ name: 'Problem', code: 'busy' });
    expect(store.appends).toHaveLength(1);
    expect(log.all).toEqual([]);
  });
});
