import { emptyBook, entryOf, withEntryIn, withoutEntryIn, type Book } from '@app/kernel/book';

/**
 * Everything of one kind that an account ever had. What is open stands here as it is; what has ended is kept as a line of
 * text, for the day on which somebody sends it again, so that an old account is read back as quickly as a young one.
 */
export type Register<Value> = Readonly<{ open: Book<Value>; ended: Book<string> }>;

export const emptyRegister: Register<never> = { open: emptyBook, ended: emptyBook };

/** How entries of one kind end: by which fields they are written down then, and in which order. Fields may be added at the end. */
export type Kind<Value extends object> = Readonly<{
  isOpen: (value: Value) => boolean;
  fields: readonly (keyof Value)[];
}>;

const written = <Value extends object>(value: Value, { fields }: Kind<Value>): string =>
  JSON.stringify(fields.map((field) => value[field] ?? null));

const read = <Value extends object>(line: string, { fields }: Kind<Value>): Value => {
  const values = JSON.parse(line) as unknown[];
  // Written from a value by the same list of fields, a few lines above.
  return Object.fromEntries(
    fields.flatMap((field, index) => (values[index] == null ? [] : [[field, values[index]]])),
  ) as Value;
};

export const inRegister = <Value extends object>(
  { open, ended }: Register<Value>,
  kind: Kind<Value>,
  key: string,
): Value | undefined => {
  const standing = entryOf(open, key);
  if (standing !== undefined) return standing;
  const line = entryOf(ended, key);
  return line === undefined ? undefined : read(line, kind);
};

/** An entry that has ended may open again: a payment bounces, a bill is not honoured. */
export const entered = <Value extends object>(
  register: Register<Value>,
  kind: Kind<Value>,
  key: string,
  value: Value,
): Register<Value> =>
  kind.isOpen(value)
    ? { open: withEntryIn(register.open, key, value), ended: withoutEntryIn(register.ended, key) }
    : { open: withoutEntryIn(register.open, key), ended: withEntryIn(register.ended, key, written(value, kind)) };
