/** Draws that depend on nothing but the words they were started with: the same story again on every machine. */
export interface Dice {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True so many times in a hundred. */
  chance(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** One of the items, each as often as its weight says. */
  weighted<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
}

/** FNV-1a over the words. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
};

/** mulberry32: 32 bits of state, integer arithmetic only. */
const mulberry = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
};

export const dice = (...words: readonly (string | number)[]): Dice => {
  const next = mulberry(hash(words.join('|')));
  const between = (low: number, high: number): number => low + (next() % (high - low + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  return {
    between,
    chance: (percent) => between(1, 100) <= percent,
    pick,
    weighted: (items) => {
      let left = between(
        1,
        items.reduce((sum, [weight]) => sum + weight, 0),
      );
      for (const [weight, item] of items) {
        left -= weight;
        if (left <= 0) return item;
      }
      throw new Error('nothing to pick from');
    },
    shuffled: (items) => {
      const rest = [...items];
      return items.map(() => {
        const chosen = pick(rest);
        rest.splice(rest.indexOf(chosen), 1);
        return chosen;
      });
    },
  };
};
