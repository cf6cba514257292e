/** One place in which two plain JSON values differ; a side that has nothing there is left out. */
export type Difference = Readonly<{ path: string; before?: string; now?: string }>;

const SHOWN_MAX = 120;
const asText = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, SHOWN_MAX);

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const noted = (path: string, before: unknown, now: unknown): Difference => ({
  path,
  ...(before !== undefined && { before: asText(before) }),
  ...(now !== undefined && { now: asText(now) }),
});

const step = (path: string, key: string, isList: boolean): string => {
  if (isList) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
};

const collect = (before: unknown, now: unknown, path: string, found: Difference[]): void => {
  if (before === now) return;
  if (!isBranch(before) || !isBranch(now) || Array.isArray(before) !== Array.isArray(now)) {
    found.push(noted(path, before, now));
    return;
  }
  const isList = Array.isArray(before);
  for (const key in before) collect(before[key], now[key], step(path, key, isList), found);
  for (const key in now) {
    if (before[key] === undefined && now[key] !== undefined)
      found.push(noted(step(path, key, isList), undefined, now[key]));
  }
};

/** Every place in which two plain JSON values differ, by its path; a key that is undefined is as good as left out. */
export const differencesBetween = (before: unknown, now: unknown): readonly Difference[] => {
  const found: Difference[] = [];
  collect(before, now, '', found);
  return found;
};
