import { createHandler } from '@app/event-store/handle';
import { Problem } from '@app/kernel/problem';
import { KG_A_PALLET, storedLoads, truckOfOld, truckOfOldEvent } from '@test/support/truck-of-old';
import { made, type Opened } from './contract-material';

const stream = 'truckOfOld-T-1';
const asked = { decider: truckOfOld, schema: truckOfOldEvent, id: 'T-1' };
const metadata = { by: 'yard' };
const old = storedLoads.map(({ type, data, version }) =>
  made(data, { type, metadata: { ...metadata, ...(version > 1 && { version }) } }),
);

/** Case 52: versions are no matter of the store, but it has to give back what says which one an event has. */
export const upcastingContract = (opened: () => Opened): void => {
  test('52 events of old versions are upcast on reading, and what is decided on them is written in the new one', async () => {
    const { store, another } = opened();
    await store.append(stream, old, { expected: 'no_stream' });
    const command = { order: 'D', pallets: 1, weightKg: 100 };
    const { state } = await createHandler({ store }).handle({ ...asked, command, metadata });
    expect(state).toEqual({ weightKg: 5 * KG_A_PALLET + 350 + 100, orders: ['A', 'B', 'C', 'D'] });
    const other = await another();
    expect((await createHandler({ store: other }).load(asked)).state).toEqual(state);
    const stored = await other.readAll({ prefixes: [stream] });
    expect(stored.map(({ type, metadata: { version } }) => [type, version])).toEqual([
      ['BoxesLoaded', undefined],
      ['PalletsLoaded', 2],
      ['PalletsLoaded', 3],
      ['PalletsLoaded', 3],
    ]);
    expect(stored[0]?.data).toEqual(storedLoads[0].data);
  });

  test('52 an event of a version that nobody knows yet is not folded, and nothing is decided without it', async () => {
    const { store } = opened();
    const tooNew = made({ order: 'A' }, { type: 'PalletsLoaded', metadata: { ...metadata, ...{ version: 4 } } });
    await store.append(stream, [tooNew], { expected: 'no_stream' });
    const handler = createHandler({ store });
    const refused = await handler.load(asked).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({ code: 'event-too-new', facts: { stream, revision: 0, version: 4, known: 3 } });
    const command = { order: 'B', pallets: 1, weightKg: 1 };
    await expect(handler.handle({ ...asked, command, metadata })).rejects.toMatchObject({ code: 'event-too-new' });
    expect(await store.read(stream)).toHaveLength(1);
  });
};
