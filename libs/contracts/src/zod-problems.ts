import { z } from 'zod';
import type { Language } from '@app/kernel/language';
import { problemCode, type Facts, type ProblemCode } from '@app/kernel/problem';
import { problemSentences, sentence } from './sentences';
import { isMissing, shapeSentence } from './shape-sentences';

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
  if (pattern.includes('\\d{1,24}')) return 'decimal-not-a-number';
  return pattern.includes('\\p{L}\\p{N}._-') ? 'id-malformed' : undefined;
};

const codeOf = (issue: z.core.$ZodIssue): ProblemCode | undefined =>
  ownCode(issue) ?? formatCode(issue) ?? (isMissing(issue) ? 'value-missing' : undefined);

const inWords = (issue: z.core.$ZodIssue, language: Language): string => {
  const plain = shapeSentence(issue, language);
  if (plain !== undefined) return plain;
  const said = locales[language].localeError(issue as z.core.$ZodRawIssue);
  const text = typeof said === 'string' ? said : said?.message;
  return issue.code === 'custom' ? issue.message : (text ?? issue.message);
};

const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** What a check of ours brings along beside the name of its problem. */
const broughtAlong = (issue: z.core.$ZodIssue): Facts =>
  issue.code !== 'custom'
    ? {}
    : Object.fromEntries(Object.entries(issue.params ?? {}).filter(([, value]) => isPlain(value)));

/** zod keeps the value only when it is told to; the last step of the path is what a code or answer is called by. */
const factsOf = (issue: z.core.$ZodIssue): Facts => {
  const name = issue.path.at(-1);
  return {
    ...('input' in issue && isPlain(issue.input) && { value: issue.input }),
    ...(isPlain(name) && { aspect: name, line: name }),
    ...broughtAlong(issue),
  };
};

const UNNAMED: Record<Language, readonly [RegExp, string]> = {
  zh: [/“\{value\}” ?/, '此处的内容'],
  en: [/"\{value\}"/, 'This'],
};

/** Where the value is not known, the sentence points at the place instead. */
const inOwnWords = (code: ProblemCode, facts: Facts, language: Language): string => {
  if (facts['value'] !== undefined || !problemSentences[code][language].includes('{value}'))
    return sentence(code, facts, language);
  const [quoted, unnamed] = UNNAMED[language];
  return sentence(code, facts, language).replace(quoted, unnamed);
};

/** Once the form at one place is wrong, what else is said of that place follows from it. */
const aboutForm: ReadonlySet<string> = new Set(['invalid_type', 'invalid_format', 'too_small', 'too_big']);
const withoutEchoes = (issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] => {
  const misshapen = new Set<string>();
  return issues.filter(({ code, path }) => {
    const where = pathText(path);
    if (misshapen.has(where)) return false;
    if (aboutForm.has(code)) misshapen.add(where);
    return true;
  });
};

/** Of the ways that a place may be filled, the one that got furthest is the one that was meant. */
const meant = (issue: z.core.$ZodIssue): z.core.$ZodIssue[] => {
  if (issue.code !== 'invalid_union') return [issue];
  const depth = (way: readonly z.core.$ZodIssue[]): number => way[0]?.path.length ?? 0;
  const way = issue.errors.reduce<z.core.$ZodIssue[]>((best, each) => (depth(each) > depth(best) ? each : best), []);
  if (depth(way) === 0) return [issue];
  return way.flatMap((inner) => meant({ ...inner, path: [...issue.path, ...inner.path] }));
};

/** What zod found, as sentences in the caller's language, each with where in the input it is. */
export const problemsOf = (issues: readonly z.core.$ZodIssue[], language: Language): ReadProblem[] => {
  const problems = withoutEchoes(issues.flatMap(meant).slice(0, ISSUES_MAX)).map((issue): ReadProblem => {
    const where = pathText(issue.path);
    const known = codeOf(issue);
    const text = known === undefined ? inWords(issue, language) : inOwnWords(known, factsOf(issue), language);
    return { code: known ?? issue.code, text, ...(where !== '' && { where }) };
  });
  // One slip may break two checks of a schema; it is told once.
  const told = new Set<string>();
  return problems.filter(({ where = '', text }) => !told.has(`${where} ${text}`) && told.add(`${where} ${text}`));
};
