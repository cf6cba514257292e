import { z } from 'zod';
import type { FileContents } from './file-contents';
import type { AttachmentKind, FactKind, Identity } from './file-facts';

const item = z.enum([
  'credit-code',
  'licence-copy',
  'legal-representative',
  'founded-on',
  'registered-capital',
  'address',
  'contact',
  'owners',
  'bank-account',
  'bank-relation',
  'trade-references',
  'statements',
  'income-statement',
  'cash-flow',
  'audit',
  'security',
]);
type Item = z.infer<typeof item>;

/** What a complete file holds, and how much each part of it matters. */
export const completenessPolicy = z
  .strictObject({
    id: z.string(),
    version: z.int().positive(),
    source: z.string(),
    items: z
      .array(
        z.strictObject({
          item,
          name: z.strictObject({ zh: z.string(), en: z.string() }),
          weight: z.int().positive().max(1000),
          /** So many of them; one when left out. */
          count: z.int().positive().max(5).optional(),
          /** Asked for of these characteristic grades only. */
          grades: z
            .array(z.enum(['CA1', 'CA2', 'CA3', 'CA4', 'CA5', 'CA6']))
            .min(1)
            .optional(),
        }),
      )
      .min(1),
  })
  .superRefine(({ items }, context) => {
    items.forEach((each, index) => {
      if (items.findIndex((other) => other.item === each.item) === index) return;
      context.addIssue({
        code: 'custom',
        path: ['items', index, 'item'],
        message: 'duplicate-in-file',
        input: each.item,
      });
    });
  });
export type CompletenessPolicy = z.infer<typeof completenessPolicy>;

type Count = (file: FileContents) => number;
const field =
  (name: keyof Identity): Count =>
  ({ identity }) =>
    identity[name] === undefined ? 0 : 1;
const factsOf =
  (kind: FactKind): Count =>
  ({ facts }) =>
    facts.filter((fact) => fact.kind === kind).length;
const papers =
  (kind: AttachmentKind): Count =>
  ({ attachments }) =>
    attachments.filter((each) => each === kind).length;

/** How many of each there are in a file. */
const counts: Readonly<Record<Item, Count>> = {
  'credit-code': field('creditCode'),
  'licence-copy': papers('licence'),
  'legal-representative': field('legalRepresentative'),
  'founded-on': field('foundedOn'),
  'registered-capital': field('registeredCapital'),
  address: field('address'),
  contact: (file) => field('contact')(file) + factsOf('contact')(file),
  owners: factsOf('owner'),
  'bank-account': factsOf('bank-account'),
  'bank-relation': factsOf('bank-relation'),
  'trade-references': factsOf('trade-reference'),
  // What next year's sheet tells of a year is less than its own statement.
  statements: ({ statements }) => statements.filter(({ fromComparative }) => fromComparative !== true).length,
  'income-statement': ({ statements: [newest] }) => (newest?.income === undefined ? 0 : 1),
  'cash-flow': ({ statements: [newest] }) => (newest?.cashFlow === undefined ? 0 : 1),
  audit: papers('audit'),
  security: ({ securities }) => securities.length,
};

export type Completeness = Readonly<{
  /** By weight, of what is asked for of this customer; whole per cent, rounded down, so that 100 means everything. */
  percent: number;
  missing: readonly Readonly<{
    item: Item;
    name: Readonly<{ zh: string; en: string }>;
    have: number;
    wanted: number;
    weight: number;
  }>[];
}>;

const weightOf = (items: readonly Readonly<{ weight: number }>[]): number =>
  items.reduce((sum, { weight }) => sum + weight, 0);

/** How much of what a file should hold is there, and what is not, the weightiest first. */
export const completenessOf = ({ items }: CompletenessPolicy, file: FileContents): Completeness => {
  const asked = items
    .filter(({ grades }) => grades === undefined || grades.some((grade) => grade === file.grade))
    .map(({ item: which, name, weight, count = 1 }) => ({
      item: which,
      name,
      have: counts[which](file),
      wanted: count,
      weight,
    }));
  const missing = asked.filter(({ have, wanted }) => have < wanted).sort((a, b) => b.weight - a.weight);
  const whole = weightOf(asked);
  return { percent: whole === 0 ? 100 : Math.floor(((whole - weightOf(missing)) * 100) / whole), missing };
};
