import { z } from 'zod';
import type { Language } from '@app/kernel/language';
import { problemCode, type ProblemCode } from '@app/kernel/problem';
import { sentence } from './sentences';

export type ReadProblem = Readonly<{ code: string; text: string; where?: string }>;

const locales = { zh: z.locales.zhCN(), en: z.locales.en() };
const ISSUES_MAX = 50;

/** `statements[0].inventory` */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');

const ownCode = (issue: z.core.$ZodIssue): ProblemCode | undefined => {
  const named: unknown = issue.code === 'custom' ? issue.params?.['problem'] : issue.message;
  return problemCode.safeParse(named).data;
};

const formatCode = (issue: z.core.$ZodIssue): ProblemCode | undefined => {
  if (issue.code !== 'invalid_format' || !('pattern' in issue)) return undefined;
  const pattern = String(issue.pattern);
  if (pattern.includes('\\.\\d{2}$')) return 'amount-decimals';
  if (pattern.includes('-\\d{2}-\\d{2}$')) return 'no-such-date';
  return pattern.includes('\\p{L}\\p{N}._-') ? 'id-malformed' : undefined;
};

const inWords = (issue: z.core.$ZodIssue, language: Language): string => {
  const said = locales[language].localeError(issue as z.core.$ZodRawIssue);
  const text = typeof said === 'string' ? said : said?.message;
  return issue.code === 'custom' ? issue.message : (text ?? issue.message);
};

/** What zod found, as sentences in the caller's language, each with where in the input it is. */
export const problemsOf = (issues: readonly z.core.$ZodIssue[], language: Language): ReadProblem[] => {
  const problems = issues.slice(0, ISSUES_MAX).map((issue): ReadProblem => {
    const where = pathText(issue.path);
    const known = ownCode(issue) ?? formatCode(issue);
    const facts = { value: 'input' in issue ? String(issue.input) : '' };
    const text = known === undefined ? inWords(issue, language) : sentence(known, facts, language);
    return { code: known ?? issue.code, text, ...(where !== '' && { where }) };
  });
  // One slip may break two checks of a schema; it is told once.
  const told = new Set<string>();
  return problems.filter(({ where = '', text }) => !told.has(`${where} ${text}`) && told.add(`${where} ${text}`));
};
