import { MemoryLog } from '@app/event-store/memory-log';
import { MemoryStore } from '@app/event-store/memory-store';
import { eventStoreContract } from './event-store.contract';

eventStoreContract('the memory store', async (now = () => new Date()) => {
  const log = new MemoryLog();
  const stores: MemoryStore[] = [];
  const opening = async (over: MemoryLog) => {
    const store = new MemoryStore({ now, log: over });
    stores.push(store);
    return store;
  };
  const close = async () => {
    await Promise.all(stores.map((store) => store.close()));
  };
  return { store: await opening(log), another: () => opening(log), elsewhere: () => opening(new MemoryLog()), close };
});
