import { NaiveEventStoreDb } from '@test/support/naive-eventstoredb';
import { overDoubles } from './eventstoredb-bench';
import { eventStoreDbContract } from './eventstoredb-faults.contract';
import { eventStoreContract } from './event-store.contract';

// Not a spec of its own: `the-contract-has-teeth.spec.ts` runs it and looks at what fails.
const naive = ({ url }: Readonly<{ url: string }>) => new NaiveEventStoreDb({ url });
eventStoreContract('a naive store', overDoubles(naive), ['ids are unique over the whole log']);
eventStoreDbContract('a naive store', naive);
