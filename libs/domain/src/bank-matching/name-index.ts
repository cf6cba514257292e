import { likeness, pairsOf, partsOf, regionsAgree, sameCompany, type NameParts } from './names';

export type NamedCustomer = Readonly<{ customerId: string; name: string }>;
type Indexed = NamedCustomer & Readonly<{ parts: NameParts }>;

export type NameFound = NamedCustomer &
  Readonly<{ rule: 'name-equal' | 'name-core' | 'name-in-text' | 'name-similar'; likeness: number }>;

/** So many of the customers that share most with a name are compared with it. */
const COMPARED_MAX = 50;
/** A pair of characters that so many customers have says nothing of any of them. */
const COMMON_MAX = 2_000;
/** A name found in the midst of a text has to have so many characters. */
const IN_TEXT_MIN = 3;

const push = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
};

/** The names of all customers, prepared once for many lines. */
export class NameIndex {
  private readonly byId = new Map<string, Indexed>();
  private readonly byFull = new Map<string, Indexed[]>();
  private readonly byCore = new Map<string, Indexed[]>();
  private readonly byPair = new Map<string, Indexed[]>();
  private readonly coreLengths: readonly number[];

  constructor(customers: Iterable<NamedCustomer>) {
    const lengths = new Set<number>();
    for (const customer of customers) {
      const indexed = { ...customer, parts: partsOf(customer.name) };
      const { full, core } = indexed.parts;
      this.byId.set(customer.customerId.toLowerCase(), indexed);
      push(this.byFull, full, indexed);
      push(this.byCore, core, indexed);
      for (const pair of new Set(pairsOf(core))) push(this.byPair, pair, indexed);
      if (core.length >= IN_TEXT_MIN) lengths.add(core.length);
    }
    this.coreLengths = [...lengths].sort((a, b) => b - a);
  }

  byCustomerId(token: string): NamedCustomer | undefined {
    return this.byId.get(token.toLowerCase());
  }

  nameOf(customerId: string): string | undefined {
    return this.byId.get(customerId.toLowerCase())?.name;
  }

  /** Whom a payer's name may mean: those that it equals, else those that it equals but for form and region, else the most alike. */
  named(payer: string, similarFrom: number): NameFound[] {
    const parts = partsOf(payer);
    if (parts.full === '') return [];
    const equal = this.byFull.get(parts.full) ?? [];
    if (equal.length > 0) return equal.map((each) => this.found(each, 'name-equal', 100));
    const core = (this.byCore.get(parts.core) ?? []).filter((each) => sameCompany(parts, each.parts));
    if (core.length > 0) return core.map((each) => this.found(each, 'name-core', 100));
    return this.similar(parts, similarFrom);
  }

  /** Customers whose name stands in a text: 代鑫旺农机付货款. The longest names first, and no shorter one inside a longer. */
  inText(text: string): NameFound[] {
    const plain = text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
    const found: NameFound[] = [];
    const taken: [number, number][] = [];
    for (const length of this.coreLengths)
      for (let at = 0; at + length <= plain.length; at++) {
        const here = this.byCore.get(plain.slice(at, at + length));
        if (here === undefined || taken.some(([from, to]) => at < to && at + length > from)) continue;
        // A trade alone, 农机销售, stands in many a text and means nobody.
        const own = here.filter(({ parts }) => sameCompany(parts, { ...parts, regions: [] }));
        if (own.length === 0) continue;
        taken.push([at, at + length]);
        found.push(...own.map((each) => this.found(each, 'name-in-text', 100)));
      }
    return found;
  }

  private similar(parts: NameParts, similarFrom: number): NameFound[] {
    const shared = new Map<Indexed, number>();
    for (const pair of new Set(pairsOf(parts.core))) {
      const having = this.byPair.get(pair) ?? [];
      if (having.length > COMMON_MAX) continue;
      for (const each of having) shared.set(each, (shared.get(each) ?? 0) + 1);
    }
    return [...shared]
      .sort(([, a], [, b]) => b - a)
      .slice(0, COMPARED_MAX)
      .flatMap(([each]) => {
        if (!regionsAgree(parts.regions, each.parts.regions)) return [];
        const alike = likeness(parts.core, each.parts.core);
        return alike >= similarFrom ? [this.found(each, 'name-similar', alike)] : [];
      })
      .sort((a, b) => b.likeness - a.likeness);
  }

  private found({ customerId, name }: Indexed, rule: NameFound['rule'], alike: number): NameFound {
    return { customerId, name, rule, likeness: alike };
  }
}
