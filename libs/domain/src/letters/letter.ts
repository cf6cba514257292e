import type { Bilingual } from '@app/kernel/language';
import type { LetterFacts, LetterKind, LetterTemplates } from './letter-templates';

export type LetterText = Readonly<{ letter: Bilingual; notice: Bilingual }>;

/** What the customer and the selling unit read, in both languages. */
export const letterText = <Kind extends LetterKind>(
  { templates }: LetterTemplates,
  kind: Kind,
  facts: LetterFacts<Kind>,
): LetterText => {
  const said: Readonly<Record<string, string>> = facts;
  const filled = (lines: readonly string[]): string =>
    lines.join('\n').replace(/\{(\w+)\}/g, (placeholder, name: string) => said[name] ?? placeholder);
  const { letter, notice } = templates[kind];
  return {
    letter: { zh: filled(letter.zh), en: filled(letter.en) },
    notice: { zh: filled(notice.zh), en: filled(notice.en) },
  };
};
