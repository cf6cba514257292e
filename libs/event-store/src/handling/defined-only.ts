/** Plain data without the fields that are undefined: on disk there is no difference between those and fields left out. */
export const definedOnly = <Value>(value: Value): Value => {
  if (Array.isArray(value)) return value.map((item: unknown) => definedOnly(item)) as Value;
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, definedOnly(item as unknown)])) as Value;
};

// Anything else is left as it is, for the store to refuse.
const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};
