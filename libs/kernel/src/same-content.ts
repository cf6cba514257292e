const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'undefined' : JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
};

/** A plain JSON value as one text, whatever the order of its keys; a key that is undefined is as good as left out. */
export const canonicalJson = (value: unknown): string => canonical(value);

/** Whether two plain JSON values say the same. */
export const sameContent = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const DIFFERENCE_MAX = 60;
const asText = (value: unknown): string => {
  const text = typeof value === 'string' ? value : canonical(value);
  return value === undefined ? '–' : text.slice(0, DIFFERENCE_MAX);
};
const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The first thing in which two plain JSON values differ, as it stands in each: `creditCode 9135…`. For people to read. */
export const firstDifference = (
  before: unknown,
  now: unknown,
  path = '',
): Readonly<{ before: string; now: string }> => {
  if (isBranch(before) && isBranch(now)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
    const key = keys.find((each) => !sameContent(before[each], now[each]));
    if (key !== undefined) return firstDifference(before[key], now[key], path === '' ? key : `${path}.${key}`);
  }
  return { before: `${path} ${asText(before)}`.trim(), now: `${path} ${asText(now)}`.trim() };
};
