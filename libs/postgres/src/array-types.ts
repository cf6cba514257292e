// The client would ask each new connection for these; when the connection is cut during that question, the answer is a
// rejection that nobody handles and the process ends. The numbers are fixed in Postgres (pg_type.dat), so nothing is asked.
const ARRAY_OF = {
  int4: 1007,
  text: 1009,
  int8: 1016,
  date: 1182,
  timestamptz: 1185,
  numeric: 1231,
  uuid: 2951,
} as const;

type Element = string | number | null;

const quoted = (item: Element): string => (item === null ? 'NULL' : `"${String(item).replace(/["\\]/g, '\\$&')}"`);

const serialize = (items: readonly Element[]): string => `{${items.map(quoted).join(',')}}`;

const ITEM = /"((?:[^"\\]|\\.)*)"|([^,{}"]+)/gs;

/** One dimension; int4 as numbers, everything else as text, like single values. */
const parse =
  (element: keyof typeof ARRAY_OF) =>
  (text: string): Element[] =>
    [...text.matchAll(ITEM)].map(([, inQuotes, bare]) => {
      if (inQuotes === undefined && bare === 'NULL') return null;
      const item = inQuotes?.replace(/\\(.)/gs, '$1') ?? bare ?? '';
      return element === 'int4' ? Number(item) : item;
    });

type ArrayType = Readonly<{
  to: number;
  from: number[];
  serialize: (items: readonly Element[]) => string;
  parse: (text: string) => Element[];
}>;

/** Arrays travel as JavaScript arrays: `any(${names})`, `unnest(${ids}::uuid[])`. Types beyond these need a cast to text. */
export const arrayTypes: Readonly<Record<string, ArrayType>> = Object.fromEntries(
  Object.entries(ARRAY_OF).map(([element, oid]) => [
    `${element}Array`,
    { to: oid, from: [oid], serialize, parse: parse(element as keyof typeof ARRAY_OF) },
  ]),
);
