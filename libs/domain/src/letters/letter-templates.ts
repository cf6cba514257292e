import { z } from 'zod';

/** What a letter can be about; everything else is told on the screen alone. */
export const letterKind = z.enum(['refused-at-review', 'refused', 'approved-with-conditions']);
export type LetterKind = z.infer<typeof letterKind>;

const always = ['customer', 'unit', 'application', 'filedOn', 'asked', 'askedTermDays', 'on', 'by'] as const;
const placeholders = {
  'refused-at-review': [...always, 'reason'],
  refused: [...always, 'reason'],
  'approved-with-conditions': [...always, 'limit', 'termDays', 'conditions'],
} as const satisfies Record<LetterKind, readonly string[]>;

const LINES_MAX = 40;
const LINE_MAX = 400;

/** Lines of text with `{placeholders}` in them, and no other way to say anything. */
const lines = (known: readonly string[]) => {
  const line = z
    .string()
    .max(LINE_MAX)
    .superRefine((text, context) => {
      for (const [placeholder, name = ''] of text.matchAll(/\{([^}]*)\}?/g)) {
        if (placeholder.endsWith('}') && known.includes(name)) continue;
        const message = `${placeholder} is no placeholder; there are: ${known.join(', ')}`;
        context.addIssue({ code: 'custom', message });
      }
    });
  return z.array(line).min(1).max(LINES_MAX);
};
const bilingualLines = (known: readonly string[]) => z.strictObject({ zh: lines(known), en: lines(known) });
const template = (known: readonly string[]) =>
  z.strictObject({
    /** To the customer. */
    letter: bilingualLines(known),
    /** To the selling unit that filed the application. */
    notice: bilingualLines(known),
  });

export const letterTemplates = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  source: z.string().min(1),
  templates: z.strictObject({
    'refused-at-review': template(placeholders['refused-at-review']),
    refused: template(placeholders.refused),
    'approved-with-conditions': template(placeholders['approved-with-conditions']),
  }),
});
export type LetterTemplates = z.infer<typeof letterTemplates>;

export type LetterFacts<Kind extends LetterKind> = Readonly<Record<(typeof placeholders)[Kind][number], string>>;
