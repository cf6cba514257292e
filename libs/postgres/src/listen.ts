import postgres from 'postgres';
import type { Sql } from './connect';

const RETRY_FIRST_MS = 100;
const RETRY_MAX_MS = 5_000;

export type Listening = Readonly<{ stop: () => Promise<void> }>;

// The client's own `listen` gives up for good when the server is still down at the first try to reconnect;
// this one goes on until it is stopped. `onnotify` is the hook that `listen` itself uses.
type ListenOptions = Parameters<typeof postgres>[0] & { onnotify: () => void };

/**
 * Listens on a connection of its own. `onNotice` is also called after each (re)connection, because what was said in
 * between has been missed.
 */
export const listen = (sql: Sql, channel: string, onNotice: () => void): Listening => {
  let stopped = false;
  let delay = RETRY_FIRST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = (): void => {
    if (stopped || timer !== undefined) return;
    timer = setTimeout(() => void attempt(), delay);
    delay = Math.min(delay * 2, RETRY_MAX_MS);
  };
  const options = {
    ...(sql.options as object),
    max: 1,
    idle_timeout: null,
    max_lifetime: null,
    fetch_types: false,
    onclose: again,
    onnotify: onNotice,
  } as unknown as ListenOptions;
  const client = postgres(options as Parameters<typeof postgres>[0]);
  const attempt = async (): Promise<void> => {
    timer = undefined;
    try {
      await client`listen ${client(channel)}`;
      delay = RETRY_FIRST_MS;
      onNotice();
    } catch {
      again();
    }
  };
  void attempt();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await client.end({ timeout: 1 });
    },
  };
};
