import { z } from 'zod';

/** A JSON schema, as zod makes it. */
export type Shape = Readonly<Record<string, unknown>>;
export type Definitions = Readonly<Record<string, Shape>>;

const isShape = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const DEFINITIONS = '#/$defs/';
/** Where a definition was put in place, the names by which it went: `PositiveYuan` is a `Yuan` too. */
export const KINDS = 'x-kinds';

const resolved = (shape: Shape, definitions: Definitions): Shape => {
  const { $ref: reference, ...beside } = shape;
  if (typeof reference !== 'string') return shape;
  const name = reference.slice(DEFINITIONS.length);
  const definition = definitions[name];
  if (definition === undefined) throw new Error(`${reference} is defined nowhere`);
  const { [KINDS]: kinds = [], ...inner } = resolved(definition, definitions);
  return { ...inner, ...beside, [KINDS]: [name, ...(kinds as string[])] };
};

/** The same shape with its definitions put in place, so that it stays what it is when a definition changes. */
export const inlined = (shape: Shape, definitions: Definitions): Shape => {
  const through = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(through);
    if (!isShape(value)) return value;
    return Object.fromEntries(Object.entries(resolved(value, definitions)).map(([key, part]) => [key, through(part)]));
  };
  return through(shape) as Shape;
};

/** What each schema takes, with the definitions that they share; rules that JSON schema has no word for are not in it. */
export const shapesOf = (
  schemas: Readonly<Record<string, z.ZodType>>,
): Readonly<{ shapes: Definitions; definitions: Definitions }> => {
  const { properties, $defs } = z.toJSONSchema(z.object(schemas), { io: 'input', unrepresentable: 'any' });
  return { shapes: (properties ?? {}) as Definitions, definitions: $defs ?? {} };
};
