import postgres from 'postgres';
import { arrayTypes } from './array-types';

/** The one file that names the Postgres client; everybody else takes these types from here. */
export type Sql = postgres.Sql;
export type Transaction = postgres.TransactionSql;
export type Json = postgres.JSONValue;

export type ConnectOptions = Readonly<{ connectionsMax?: number; applicationName?: string }>;

const CONNECTIONS_MAX = 10;
const CONNECT_TIMEOUT_S = 5;
const RECONNECT_AFTER_MIN_S = 0.01;
const RECONNECT_AFTER_MAX_S = 0.3;
/** A server that is down costs a try a third of a second; the client's own pause grows to twenty seconds, and all connections share it. */
const backoff = (failures: number): number => Math.min(RECONNECT_AFTER_MIN_S * 2 ** failures, RECONNECT_AFTER_MAX_S);

/** Opens a pool. Dates, numerics and bigints arrive as text; nothing is written to the terminal. */
export const connect = (
  url: string,
  { connectionsMax = CONNECTIONS_MAX, applicationName = 'xay' }: ConnectOptions = {},
): Sql =>
  postgres(url, {
    max: connectionsMax,
    connect_timeout: CONNECT_TIMEOUT_S,
    backoff,
    onnotice: () => undefined,
    connection: { application_name: applicationName },
    fetch_types: false,
    types: {
      ...arrayTypes,
      date: { to: 1082, from: [1082], serialize: (value: string) => value, parse: (value: string) => value },
    },
  });

/** One connection more, like those of a pool and beside them; whoever asks for it ends it. */
export const connectBeside = (sql: Sql): Sql =>
  postgres({ ...sql.options, max: 1 } as unknown as postgres.Options<never>);
