/** A map with one entry more, or another one in its place; states are never changed where they lie. */
export const withEntry = <Value>(
  map: ReadonlyMap<string, Value>,
  key: string,
  value: Value,
): ReadonlyMap<string, Value> => new Map(map).set(key, value);

/** The same map where there is no such entry. */
export const withChange = <Value>(
  map: ReadonlyMap<string, Value>,
  key: string,
  change: (value: Value) => Value,
): ReadonlyMap<string, Value> => {
  const value = map.get(key);
  return value === undefined ? map : withEntry(map, key, change(value));
};
