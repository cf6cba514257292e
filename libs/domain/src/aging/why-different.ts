import type { BusinessDate } from '@app/kernel/business-date';
import { isNil, minus, nil, plus, type Yuan } from '@app/kernel/yuan';

/** A receivable in one of the two reports: how much of it is open, what of that is disputed, and its bucket by place. */
export type Standing = Readonly<{ open: Yuan; disputed: Yuan; bucket: number }>;
export type ChangedReceivable = Readonly<{
  receivableId: string;
  before: Standing | undefined;
  after: Standing | undefined;
}>;

/** Something that is in one of the reports and not in the other; its amounts are what it adds to the later figures. */
export type Movement = Readonly<{
  position: string;
  type: string;
  receivableId?: string | undefined;
  paymentId?: string | undefined;
  businessDate: BusinessDate;
  recordedAt: string;
  by: string;
  receivable: Yuan;
  cash: Yuan;
  notes: Yuan;
}>;

/** A column of the report: a bucket by its place, or one of those beside the buckets. */
export type Column = number | 'disputed' | 'unallocated-cash' | 'credit-notes';
export type Effect = Readonly<{ column: Column; amount: Yuan }>;
export type Responsible = Omit<Movement, 'receivable' | 'cash' | 'notes'> & Readonly<{ effects: readonly Effect[] }>;
/** No event did this: the days went on, or the buckets were others. */
export type Passing = Readonly<{ from: number; to: number; amount: Yuan; receivables: number }>;

export type Difference = Readonly<{ events: readonly Responsible[]; passing: readonly Passing[] }>;

type Account = Readonly<{
  receivables: readonly ChangedReceivable[];
  /** In the order of the log; movements of no amount are extensions and disputes. */
  movements: readonly Movement[];
}>;

const EXTENSION = 'ExtensionGranted';
const DISPUTES = ['DisputeRaised', 'DisputeClosed'];

/** Names that belong together because a movement names both: receivables and what paid them. */
const componentsOf = (movements: readonly Movement[]): Movement[][] => {
  const parent = new Map<string, string>();
  const rootOf = (name: string): string => {
    const up = parent.get(name) ?? name;
    return up === name ? name : rootOf(up);
  };
  const namesOf = ({ receivableId, paymentId }: Movement): string[] => [
    ...(receivableId === undefined ? [] : [`r ${receivableId}`]),
    ...(paymentId === undefined ? [] : [`p ${paymentId}`]),
  ];
  for (const movement of movements) {
    const [first = '', ...others] = namesOf(movement);
    for (const other of others) parent.set(rootOf(other), rootOf(first));
  }
  const components = new Map<string, Movement[]>();
  for (const movement of movements) {
    const root = rootOf(namesOf(movement)[0] ?? '');
    components.set(root, [...(components.get(root) ?? []), movement]);
  }
  return [...components.values()];
};

const summed = (effects: readonly Effect[]): Effect[] => {
  const sums = new Map<Column, Yuan>();
  for (const { column, amount } of effects) sums.set(column, plus(sums.get(column) ?? nil, amount));
  return [...sums].flatMap(([column, amount]) => (isNil(amount) ? [] : [{ column, amount }]));
};

type Explained = { responsible: Movement; effects: Effect[] };

/** What one movement does to the columns, once it is settled in which bucket its receivable stands. */
const effectsOf = ({ receivableId, receivable, cash, notes }: Movement, bucketOf: (id: string) => number): Effect[] =>
  summed([
    ...(receivableId === undefined ? [] : [{ column: bucketOf(receivableId), amount: receivable }]),
    { column: 'unallocated-cash', amount: cash },
    { column: 'credit-notes', amount: notes },
  ]);

/** The last of those that could have done it. */
const lastOf = (
  explained: readonly Explained[],
  receivableId: string,
  types: readonly string[],
): Explained | undefined =>
  explained.findLast(({ responsible: { receivableId: id, type } }) => id === receivableId && types.includes(type));

/**
 * Why one customer's figures differ between two reports: the fewest events that add up to every change, each with what it
 * did to which column, and apart from them what only moved from bucket to bucket because the days went on. What has come
 * and gone between the two, such as an invoice and its payment, is left out, for it changed nothing.
 */
export const whyDifferent = ({ receivables, movements }: Account): Difference => {
  const changed = new Map(receivables.map((one) => [one.receivableId, one]));
  const bucketOf = (id: string): number => {
    const { before, after } = changed.get(id) ?? {};
    return (after ?? before)?.bucket ?? 0;
  };
  const explained: Explained[] = movements.map((responsible) => ({
    responsible,
    effects: effectsOf(responsible, bucketOf),
  }));
  const passing = new Map<string, Passing>();
  for (const { receivableId, before, after } of receivables) {
    if (before !== undefined && after !== undefined && before.bucket !== after.bucket) {
      const moved = [
        { column: before.bucket, amount: minus(nil, before.open) },
        { column: after.bucket, amount: before.open },
      ];
      const extension = lastOf(explained, receivableId, [EXTENSION]);
      if (extension !== undefined) extension.effects.push(...moved);
      else {
        const key = `${before.bucket} ${after.bucket}`;
        const known = passing.get(key) ?? { from: before.bucket, to: after.bucket, amount: nil, receivables: 0 };
        const amount = plus(known.amount, before.open);
        passing.set(key, { ...known, amount, receivables: known.receivables + 1 });
      }
    }
    const disputed = minus(after?.disputed ?? nil, before?.disputed ?? nil);
    if (isNil(disputed)) continue;
    const cause =
      lastOf(explained, receivableId, DISPUTES) ??
      explained.findLast(({ responsible }) => responsible.receivableId === receivableId);
    cause?.effects.push({ column: 'disputed', amount: disputed });
  }
  const done = new Map(explained.map(({ responsible, effects }) => [responsible, summed(effects)]));
  const counts = componentsOf(movements).filter(
    (component) => summed(component.flatMap((movement) => done.get(movement) ?? [])).length > 0,
  );
  const kept = new Set(counts.flat());
  const events = movements.flatMap((movement): Responsible[] => {
    const effects = done.get(movement) ?? [];
    if (!kept.has(movement) || effects.length === 0) return [];
    const { receivable: _receivable, cash: _cash, notes: _notes, ...about } = movement;
    return [{ ...about, effects }];
  });
  return { events, passing: [...passing.values()].filter(({ amount }) => !isNil(amount)) };
};
