/** Something in a text that may be the number of a document: Latin letters and figures in one piece, a figure among them. */
const NUMBER = /[a-z0-9][a-z0-9._/-]*[a-z0-9]/giu;
const LENGTH_MIN = 3;
const LENGTH_MAX = 64;
const REFERENCES_MAX = 50;

/** What in a text may name an invoice or a customer, in small letters, each once: `货款：Ｆ-2026-0001、0014` → `f-2026-0001`, `0014`. */
export const referencesIn = (text: string): string[] => {
  const found = text.normalize('NFKC').toLowerCase().match(NUMBER) ?? [];
  const whole = found.filter((each) => each.length >= LENGTH_MIN && each.length <= LENGTH_MAX && /\d/.test(each));
  // F-1/F-2 are two numbers, and 2026/001 may be one.
  const parts = whole.flatMap((each) => (each.includes('/') ? [each, ...each.split('/')] : [each]));
  return [...new Set(parts.filter((each) => each.length >= LENGTH_MIN))].slice(0, REFERENCES_MAX);
};

type Numbered = Readonly<{ receivableId: string; document?: string | null | undefined }>;

/** An instalment goes by its invoice's number as well. */
export const documentOf = ({ receivableId, document }: Numbered): string => document ?? receivableId;
