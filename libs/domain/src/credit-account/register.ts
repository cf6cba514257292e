import { emptyBook, entryOf, withEntryIn, withoutEntryIn, type Book } from '@app/kernel/book';
import { emptyArchive, lineOf, withLine, withoutLine, type Archive } from './archive';

/**
 * Everything of one kind that an account ever had. What is open stands here as it is; what has ended is kept as a line of
 * text, for the day on which somebody sends it again, so that an old account is read back as quickly as a young one.
 */
export type Register<Value> = Readonly<{ open: Book<Value>; ended: Archive }>;

export const emptyRegister: Register<never> = { open: emptyBook, ended: emptyArchive };

/** How entries of one kind end: which fields are written down then, and what the others are once it has ended. */
export type Kind<Value extends object, Written extends keyof Value> = Readonly<{
  isOpen: (value: Value) => boolean;
  /** In the order in which they stand in the line; one may be added at the end. */
  fields: readonly Written[];
  rest: (written: Pick<Value, Written>) => Omit<Value, Written>;
}>;

const HEX_DIGITS = 4;
const ASCII = /^[ -~]*$/;

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(HEX_DIGITS, '0')}`;

/** One character of another script would make every text that it stands in twice as long, in memory and in a snapshot. */
const inAscii = (json: string): string =>
  ASCII.test(json)
    ? json
    : // Put together anew from short pieces: a text that is merely replaced in stays a wide one.
      json
        .split('')
        .map((unit) => (ASCII.test(unit) ? unit : escaped(unit)))
        .join('');

const written = <Value extends object, Written extends keyof Value>(
  value: Value,
  { fields }: Kind<Value, Written>,
): string => {
  const values: unknown[] = fields.map((field) => value[field] ?? null);
  while (values.at(-1) === null) values.pop();
  return inAscii(JSON.stringify(values));
};

const read = <Value extends object, Written extends keyof Value>(
  line: string,
  { fields, rest }: Kind<Value, Written>,
): Value => {
  const values = JSON.parse(line) as unknown[];
  const entries = fields.flatMap((field, index) => (values[index] == null ? [] : [[field, values[index]]]));
  // Written from a value by the same list of fields, a few lines above.
  const known = Object.fromEntries(entries) as Pick<Value, Written>;
  return { ...rest(known), ...known } as Value;
};

export const inRegister = <Value extends object, Written extends keyof Value>(
  { open, ended }: Register<Value>,
  kind: Kind<Value, Written>,
  key: string,
): Value | undefined => {
  const standing = entryOf(open, key);
  if (standing !== undefined) return standing;
  const line = lineOf(ended, key);
  return line === undefined ? undefined : read(line, kind);
};

/** An entry that has ended may open again: a payment bounces, a bill is not honoured. */
export const entered = <Value extends object, Written extends keyof Value>(
  register: Register<Value>,
  kind: Kind<Value, Written>,
  key: string,
  value: Value,
): Register<Value> =>
  kind.isOpen(value)
    ? { open: withEntryIn(register.open, key, value), ended: withoutLine(register.ended, key) }
    : { open: withoutEntryIn(register.open, key), ended: withLine(register.ended, key, written(value, kind)) };
