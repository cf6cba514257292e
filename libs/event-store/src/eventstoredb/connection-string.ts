import { invalid } from '../store-errors';

/** Its fields are not its own properties, so that nothing that prints objects, such as the client's DEBUG, shows them. */
export class Login {
  readonly #username: string;
  readonly #password: string;

  constructor(username: string, password: string) {
    this.#username = username;
    this.#password = password;
  }

  get username(): string {
    return this.#username;
  }

  get password(): string {
    return this.#password;
  }
}

export type Host = Readonly<{ address: string; port: number }>;

const numeric = ['maxDiscoverAttempts', 'discoveryInterval', 'gossipTimeout', 'keepAliveInterval', 'keepAliveTimeout'];
const textual = ['connectionName', 'nodePreference', 'tlsCAFile', 'userCertFile', 'userKeyFile'];
const PREFERENCES = ['leader', 'follower', 'random', 'read_only_replica'];

export type ConnectionSettings = Readonly<{
  /** Ask the one host which nodes there are. */
  discover: boolean;
  hosts: readonly Host[];
  login: Login | undefined;
  tls: boolean;
  /** The other settings of the connection string, under the names that the client gives them. */
  numbers: Readonly<Record<string, number>>;
  texts: Readonly<Record<string, string>>;
}>;

const DEFAULT_PORT = 2113;
const SHAPE = /^esdb(\+discover)?:\/\/(?:([^/?#]*)@)?([^/?#@]+)\/?(?:\?([^#]*))?$/;
const HOST = /^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?$/;

// The client's own parser writes the whole text, password and all, to the terminal when it does not like a part of it.
// So it never sees it, and what is said here names the part that is wrong and not what stands in it.
const wrong = (what: string) => invalid(`EVENTSTORE_URL: ${what}`);

const decoded = (text: string, what: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong(`${what} is not percent-encoded as it should be`);
  }
};

const hostOf = (text: string): Host => {
  const [, address, port] = HOST.exec(text.trim()) ?? [];
  const number = Number(port ?? DEFAULT_PORT);
  if (address === undefined || number < 1 || number > 65_535) throw wrong('a host is not host or host:port');
  return { address, port: number };
};

const loginOf = (text: string | undefined): Login | undefined => {
  if (text === undefined) return undefined;
  const colon = text.indexOf(':');
  if (colon < 1) throw wrong('what stands before the @ is not user:password');
  return new Login(decoded(text.slice(0, colon), 'the user'), decoded(text.slice(colon + 1), 'the password'));
};

const flagOf = (key: string, value: string): boolean => {
  if (value !== 'true' && value !== 'false') throw wrong(`${key} is neither true nor false`);
  return value === 'true';
};

const numberOf = (key: string, value: string): number => {
  if (!/^\d{1,9}$/.test(value)) throw wrong(`${key} is not a whole number`);
  return Number(value);
};

const textOf = (key: string, value: string): string => {
  if (key === 'nodePreference' && !PREFERENCES.includes(value))
    throw wrong(`${key} is none of ${PREFERENCES.join(', ')}`);
  return value;
};

type Told = { tls: boolean; numbers: Record<string, number>; texts: Record<string, string> };

const tell = (told: Told, pair: string): void => {
  const [name = '', ...rest] = pair.split('=');
  const value = decoded(rest.join('='), 'a setting');
  const isNamed = (known: string): boolean => known.toLowerCase() === name.toLowerCase();
  const [number, text] = [numeric.find(isNamed), textual.find(isNamed)];
  if (isNamed('tls')) told.tls = flagOf('tls', value);
  else if (isNamed('tlsVerifyCert')) {
    if (!flagOf('tlsVerifyCert', value))
      throw wrong('a certificate is always checked: name its authority with tlsCAFile');
  } else if (number !== undefined) told.numbers[number] = numberOf(number, value);
  else if (text !== undefined) told.texts[text] = textOf(text, value);
  else throw wrong('it has a setting that is not known here');
};

/** Throws `EventStoreError` `invalid`, without a word of what it was given. */
export const connectionSettings = (text: string): ConnectionSettings => {
  const match = SHAPE.exec(text.trim());
  if (match === null) throw wrong('it does not look like esdb://user:password@host:2113?tls=true');
  const [, discover, credentials, names = '', query = ''] = match;
  const told: Told = { tls: true, numbers: {}, texts: {} };
  for (const pair of query.split('&')) if (pair !== '') tell(told, pair);
  const login = loginOf(credentials);
  if (told.tls && login === undefined) throw wrong('over TLS a user and a password are needed');
  return { discover: discover !== undefined, hosts: names.split(',').map(hostOf), login, ...told };
};
