import { openEventStoreDb } from '@app/event-store/eventstoredb-store';
import { overDoubles } from './eventstoredb-bench';
import { eventStoreDbContract } from './eventstoredb-faults.contract';
import { eventStoreContract } from './event-store.contract';

describe('over EventStoreDB', () => {
  eventStoreContract('the EventStoreDB store', overDoubles(openEventStoreDb), ['ids are unique over the whole log']);
  eventStoreDbContract('the EventStoreDB store', openEventStoreDb);
});
