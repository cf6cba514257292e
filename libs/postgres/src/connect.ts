import postgres from 'postgres';
import { arrayTypes } from './array-types';

/** The one file that names the Postgres client; everybody else takes these types from here. */
export type Sql = postgres.Sql;
export type Transaction = postgres.TransactionSql;
export type Json = postgres.JSONValue;

export type ConnectOptions = Readonly<{ connectionsMax?: number; applicationName?: string }>;

const CONNECTIONS_MAX = 10;
const CONNECT_TIMEOUT_S = 5;

/** Opens a pool. Dates, numerics and bigints arrive as text; nothing is written to the terminal. */
export const connect = (
  url: string,
  { connectionsMax = CONNECTIONS_MAX, applicationName = 'xay' }: ConnectOptions = {},
): Sql =>
  postgres(url, {
    max: connectionsMax,
    connect_timeout: CONNECT_TIMEOUT_S,
    onnotice: () => undefined,
    connection: { application_name: applicationName },
    fetch_types: false,
    types: {
      ...arrayTypes,
      date: { to: 1082, from: [1082], serialize: (value: string) => value, parse: (value: string) => value },
    },
  });
