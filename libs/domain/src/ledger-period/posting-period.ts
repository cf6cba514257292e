import type { AuthorityPolicy } from '../authority/authority-policy';
import type { LedgerPeriod } from './ledger-period';

/** What is known of the closed months when somebody posts, and who posts. */
export type PostingPeriod = Readonly<{ period: LedgerPeriod; by: string; authority: AuthorityPolicy }>;
