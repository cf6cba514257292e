const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
};

/** A plain JSON value as one text, whatever the order of its keys; a key that is undefined is as good as left out. */
export const canonicalJson = (value: unknown): string => canonical(value);

/** Whether two plain JSON values say the same. */
export const sameContent = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
