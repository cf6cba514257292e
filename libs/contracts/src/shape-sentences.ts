import { type z } from 'zod';
import type { Bilingual, Language } from '@app/kernel/language';

type Issue = z.core.$ZodIssue;
type Bound = z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall;

const SHOWN_MAX = 10;

// zod's own sentences speak to programmers, and of a value that it has thrown away by then; these are for everybody.
const kinds = new Map<string, Bilingual>([
  ['string', { zh: '此处须为文本（写在引号内）。', en: 'This has to be text, in quotation marks.' }],
  ['number', { zh: '此处须为数字。', en: 'This has to be a number.' }],
  ['int', { zh: '此处须为整数。', en: 'This has to be a whole number.' }],
  ['boolean', { zh: '此处须为 true 或 false。', en: 'This has to be true or false.' }],
  ['array', { zh: '此处须为列表（[ … ]）。', en: 'This has to be a list: [ … ].' }],
  ['object', { zh: '此处须为对象（{ … }）。', en: 'This has to be an object: { … }.' }],
  ['record', { zh: '此处须为对象（{ … }）。', en: 'This has to be an object: { … }.' }],
]);

const listed = (items: readonly unknown[], language: Language): string => {
  const shown = items.slice(0, SHOWN_MAX).map(String);
  const rest = items.length > SHOWN_MAX ? ['…'] : [];
  return [...shown, ...rest].join(language === 'zh' ? '、' : ', ');
};

const oneOf = (values: readonly unknown[], language: Language): string =>
  language === 'zh'
    ? `此处只能是：${listed(values, language)}。`
    : `This has to be one of: ${listed(values, language)}.`;

const unknownFields = (keys: readonly string[], language: Language): string =>
  language === 'zh'
    ? `没有这样的字段：${listed(keys, language)}。`
    : `There is no such field: ${listed(keys, language)}.`;

const units = new Map<string, Bilingual>([
  ['string', { zh: ' 个字符', en: ' characters' }],
  ['array', { zh: ' 项', en: ' entries' }],
]);

const upTo = ({ maximum, origin, inclusive }: z.core.$ZodIssueTooBig): Bilingual => {
  const { zh, en } = units.get(origin) ?? { zh: '', en: '' };
  return inclusive === false
    ? { zh: `此处须小于 ${maximum}${zh}。`, en: `This has to be less than ${maximum}${en}.` }
    : { zh: `此处不得超过 ${maximum}${zh}。`, en: `This may be at most ${maximum}${en}.` };
};

const atLeast = ({ minimum, origin, inclusive }: z.core.$ZodIssueTooSmall): Bilingual => {
  const { zh, en } = units.get(origin) ?? { zh: '', en: '' };
  return inclusive === false
    ? { zh: `此处须大于 ${minimum}${zh}。`, en: `This has to be more than ${minimum}${en}.` }
    : { zh: `此处不得少于 ${minimum}${zh}。`, en: `This has to be at least ${minimum}${en}.` };
};

const bounded = (issue: Bound): Bilingual => (issue.code === 'too_big' ? upTo(issue) : atLeast(issue));

/** Left out, as far as zod still tells: the value itself is gone from the issue, its own message speaks of it. */
export const isMissing = (issue: Issue): boolean => {
  if (issue.code === 'too_small') return issue.origin === 'string' && issue.minimum === 1;
  if (issue.code !== 'invalid_type') return false;
  return 'input' in issue ? issue.input === undefined : issue.message.endsWith('received undefined');
};

/** Each thing that would be right at a place that takes more than one. */
const anyOf = (ways: readonly (readonly Issue[])[], language: Language): string | undefined => {
  const said = new Set(ways.flatMap(([first]) => (first === undefined ? [] : (shapeSentence(first, language) ?? []))));
  return said.size === 0 ? undefined : [...said].join(language === 'zh' ? '或者：' : ' Or: ');
};

/** What is wrong with the shape of an input, in plain words; `undefined` for what only zod itself has words for. */
export const shapeSentence = (issue: Issue, language: Language): string | undefined => {
  switch (issue.code) {
    case 'invalid_type':
      return kinds.get(issue.expected)?.[language];
    case 'too_big':
    case 'too_small':
      return bounded(issue)[language];
    case 'unrecognized_keys':
      return unknownFields(issue.keys, language);
    case 'invalid_value':
      return oneOf(issue.values, language);
    case 'invalid_union':
      return 'options' in issue && issue.options !== undefined
        ? oneOf(issue.options, language)
        : anyOf(issue.errors, language);
    case 'invalid_key':
      return anyOf([issue.issues], language);
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      return undefined;
  }
};
