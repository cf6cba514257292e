import type { OfferedSecurity } from '../security';
import type { Statement } from '../statement';
import type { AttachmentKind, FileFact, Identity } from './file-facts';

/** What a customer's file holds on a day, as its completeness and its contradictions are found in it. */
export type FileContents = Readonly<{
  /** As the customer is registered, and as the agreement is made out. */
  name: string;
  identity: Identity;
  /** Newest year first. */
  statements: readonly Statement[];
  facts: readonly (FileFact & Readonly<{ factId: string }>)[];
  /** Those that still stand. */
  securities: readonly OfferedSecurity[];
  attachments: readonly AttachmentKind[];
  /** The characteristic grade of the last assessment, e.g. `CA5`. */
  grade?: string | undefined;
}>;
