import { sentence } from '@app/contracts/sentences';
import type { Language } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';

const LINES_MAX = 20;

/** What the terminal says of an error: sentences in the reader's language, never a stack trace. */
export const complaint = (error: unknown, language: Language): string => {
  if (!(error instanceof Problem)) {
    const what = error instanceof Error ? error.message : String(error);
    return `${sentence('internal', {}, language)} (${what.split('\n')[0] ?? ''})`;
  }
  const title = sentence(error.code, error.facts, language);
  const lines = error.details
    .map(({ code, facts, where }) => `${where === undefined ? '' : `${where}: `}${sentence(code, facts, language)}`)
    .filter((line) => line !== title);
  const shown = lines.slice(0, LINES_MAX).map((line) => `  ${line}`);
  const rest = lines.length > LINES_MAX ? [`  … ${lines.length - LINES_MAX}`] : [];
  return [title, ...shown, ...rest].join('\n');
};
