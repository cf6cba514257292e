import { sentence } from '@app/contracts/sentences';
import type { Language } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';

const LINES_MAX = 20;

/** What the terminal says of an error: sentences in the reader's language, never a stack trace. */
export const complaint = (error: unknown, language: Language): string => {
  if (!(error instanceof Problem)) {
    const [what = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return language === 'zh' ? `系统内部出错：${what}` : `Something broke inside: ${what}`;
  }
  const { details } = error;
  const title = sentence(error.code, error.facts, language);
  // A title that says what the first detail says would only say it twice, and without the place.
  const isTitleNeeded = sentence(details[0].code, details[0].facts, language) !== title;
  const lines = details
    .slice(0, LINES_MAX)
    .map(({ code, facts, where }) => `${where === undefined ? '' : `${where}: `}${sentence(code, facts, language)}`);
  const rest = details.length > LINES_MAX ? [`… ${details.length - LINES_MAX}`] : [];
  return isTitleNeeded
    ? [title, ...[...lines, ...rest].map((line) => `  ${line}`)].join('\n')
    : [...lines, ...rest].join('\n');
};
