/** What was done to an event, or to a root over the events. */
export type FaultKind =
  /** Its content does not give its hash, or its hash is not the one that was sealed. */
  | 'edited'
  /** It is missing. */
  | 'deleted'
  /** It stands in another place than it stood. */
  | 'reordered'
  /** It was not there. */
  | 'inserted'
  /** The log ends before the last event that a root covers, or that the store has counted. */
  | 'cut-off'
  /** Somewhere from the first event up to this one the log is not what an exported root covered; where, it cannot tell. */
  | 'changed'
  /** A root does not fit its own list, the roots before it or its signature. */
  | 'root-forged'
  /** A root between others is missing. */
  | 'root-missing'
  /** There is a key, and the last root does not carry its signature. */
  | 'root-unsigned';

export type LogFault = Readonly<{
  kind: FaultKind;
  /** Its place in the log, counted from 1; of a missing event the place where it stood. */
  event: number;
  position?: string;
  stream?: string;
  revision?: number;
  id?: string;
  /** What gave it away: the hash, a number left out, the root of a block. */
  by: 'hash' | 'revision' | 'position' | 'root' | 'signature' | 'head' | 'exported-root';
  /** The block whose root told, counted from 0. */
  block?: number;
}>;
