import { z } from 'zod';
import { BUSINESS_TIME_ZONE } from '@app/cqrs/business-clock';
import { connectionSettings } from '@app/event-store/eventstoredb/connection-string';
import { language, type Language } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';

export const PORT = 3000;
const DATA_DIR = '.data';

const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');
const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const isEventStore = (url: string): boolean => {
  try {
    connectionSettings(url);
    return true;
  } catch {
    return false;
  }
};

const environment = z.object({
  DATABASE_URL: z.string().optional(),
  EVENTSTORE_URL: z.string().refine(isEventStore).optional(),
  XAY_DATA_DIR: z.string().min(1).default(DATA_DIR),
  PORT: z.coerce.number().int().min(0).max(65_535).default(PORT),
  XAY_DEMO: flag.default(false),
  XAY_SEAL_KEY: z.string().optional(),
  XAY_SEAL_KEY_FILE: z.string().optional(),
  XAY_SEAL_PUBLIC_KEY: z.string().optional(),
  XAY_SEAL_PUBLIC_KEY_FILE: z.string().optional(),
  XAY_WEBHOOKS_PRIVATE: flag.default(false),
  XAY_TIME_ZONE: z.string().refine(isTimeZone).default(BUSINESS_TIME_ZONE),
});
export type Environment = z.infer<typeof environment>;

/** Everything that comes from outside the program, read once, at the door. */
export const readEnvironment = (variables: Readonly<Record<string, string | undefined>>): Environment => {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(set);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map(({ path }) => path.join('.'));
  throw new Problem('setting-invalid', { names: names.join(', ') });
};

/** `XAY_LANG`, else the terminal's language, else Chinese. */
export const terminalLanguage = (variables: Readonly<Record<string, string | undefined>>): Language => {
  const named = ['XAY_LANG', 'LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => variables[name] ?? '');
  // One that is set to nothing says nothing.
  const wanted = named.find((text) => text !== '') ?? '';
  return language.safeParse(wanted.slice(0, 2).toLowerCase()).data ?? 'zh';
};
