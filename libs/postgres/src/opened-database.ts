export type OpenedDatabase = Readonly<{
  /** Holds the password; never to be logged. */
  url: string;
  /** Whether it is the Postgres that comes with XAY, in the data folder. */
  embedded: boolean;
  /** Whether closing stops Postgres. */
  owner: boolean;
  /** To be called after the last pool has ended. */
  close(): Promise<void>;
}>;
