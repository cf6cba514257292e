import type { ProblemDetail } from '@app/kernel/problem';
import { isKnownAspect, spelledOut } from '../answers';
import type { AssessmentInput } from '../assessment-input';
import type { ScoringPolicy } from '../policy';
import { changedStatement, lineOf } from './changed-statement';
import { inForm, rightForm, type TypedValue } from './typed-value';
import type { MadeChange } from './what-if-result';
import {
  ANSWERS,
  flagFields,
  formIn,
  inputFields,
  policyFields,
  securityFields,
  statementFields,
  tradeFields,
  type FieldForm,
} from './what-if-fields';

type Json = Record<string, unknown>;
/** An input under change: plain JSON, checked as a whole when all changes are in. */
export type Draft = { policy: ScoringPolicy; input: Json; lines: Map<number, Map<string, string | undefined>> };
/** A place that can be changed: what may stand there, what stands there, and how to put something else. */
type Place = Readonly<{ form: FieldForm; now: unknown; put: (value: unknown) => void }>;
/** No such place: what there is instead. */
type Nowhere = Readonly<{ known: readonly string[] }>;
type Finder = (draft: Draft, rest: string, input: AssessmentInput) => Place | Nowhere;

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
};

const put = (holder: Json, key: string, value: unknown): void => {
  if (value === undefined) Reflect.deleteProperty(holder, key);
  else holder[key] = value;
};
const placeIn = (holder: () => Json, key: string, form: FieldForm): Place => ({
  form,
  now: holder()[key],
  put: (value) => {
    put(holder(), key, value);
  },
});
/** A part of the input, made where it is not there yet. */
const partOf = (draft: Draft, name: string, empty: Json = {}): Json => (draft.input[name] ??= empty) as Json;

const answerPlace: Finder = (draft, code, input) => {
  if (!isKnownAspect(draft.policy, code)) return { known: ['answers.A1.1', '…', 'answers.C6.4'] };
  draft.input['answers'] ??= spelledOut(draft.policy, input.answers);
  return placeIn(() => partOf(draft, 'answers'), code, ANSWERS);
};

const WHO = { reason: 'what if', by: 'what-if' };
const overrulePlace: Finder = (draft, code) => {
  if (!isKnownAspect(draft.policy, code)) return { known: ['overrules.A1.2', '…', 'overrules.C6.4'] };
  const overrules = partOf(draft, 'overrules');
  const now = overrules[code] as { answer?: string } | undefined;
  const given = (answer: unknown) => (answer === undefined ? undefined : { answer, ...WHO });
  return { form: ANSWERS, now: now?.answer, put: (answer) => put(overrules, code, given(answer)) };
};

const tradePlace: Finder = (draft, name, { assessedOn }) => {
  const form = formIn(tradeFields, name);
  if (form === undefined) return { known: Object.keys(tradeFields).map((field) => `trade.${field}`) };
  return placeIn(() => partOf(draft, 'trade', { asOf: assessedOn }), name, form);
};

const flagPlace: Finder = (draft, name) => {
  const form = formIn(flagFields, name);
  if (form === undefined) return { known: Object.keys(flagFields).map((field) => `flags.${field}`) };
  const flags = () => partOf(draft, 'flags');
  const [first = '', second] = name.split('.');
  if (second === undefined) return placeIn(flags, first, form);
  return placeIn(() => (flags()[first] ??= { kind: 'declared' }) as Json, second, form);
};

const securityPlace: Finder = (draft, rest, { assessedOn }) => {
  const at = rest.lastIndexOf('.');
  const [securityId, field] = [rest.slice(0, at), rest.slice(at + 1)];
  const form = formIn(securityFields, field);
  const list = (draft.input['securities'] ??= []) as Json[];
  if (form === undefined || securityId === '') {
    const id = securityId === '' ? (textOf(list[0]?.['securityId']) ?? 'S-1') : securityId;
    return { known: Object.keys(securityFields).map((name) => `securities.${id}.${name}`) };
  }
  const found = list.find((one) => one['securityId'] === securityId);
  if (found !== undefined) return placeIn(() => found, field, form);
  // One that is not in the file yet: whole, valid that day, and worth nothing until something else is said.
  const blank: Json = {
    securityId,
    kind: 'mortgage',
    description: securityId,
    appraisedValue: '0.00',
    liquidationValue: '0.00',
    coveragePercent: '100',
    validTo: assessedOn,
  };
  return {
    form,
    now: undefined,
    put: (value) => {
      list.push({ ...blank, [field]: value });
    },
  };
};

const statementPlace: Finder = (draft, rest, { statements }) => {
  const at = rest.indexOf('.');
  const [year, line] = [Number(rest.slice(0, at)), rest.slice(at + 1)];
  const form = formIn(statementFields, line);
  const statement = statements.find((one) => one.year === year);
  if (statement === undefined) return { known: statements.map((one) => `statements.${one.year}.balance.inventory`) };
  if (form === undefined) return { known: Object.keys(statementFields).map((name) => `statements.${year}.${name}`) };
  const lines = draft.lines.get(year) ?? new Map<string, string | undefined>();
  draft.lines.set(year, lines);
  return {
    form,
    now: lines.get(line) ?? lineOf(statement, line),
    put: (value) => lines.set(line, textOf(value)),
  };
};

const policyPlace: Finder = (draft, name) => {
  const form = formIn(policyFields, name);
  if (form === undefined) return { known: Object.keys(policyFields).map((field) => `policy.${field}`) };
  const now = draft.policy[name as 'stance' | 'strategy'];
  return { form, now, put: (value) => (draft.policy = { ...draft.policy, [name]: value ?? now }) };
};

const finders: ReadonlyMap<string, Finder> = new Map([
  ['answers', answerPlace],
  ['overrules', overrulePlace],
  ['trade', tradePlace],
  ['flags', flagPlace],
  ['securities', securityPlace],
  ['statements', statementPlace],
  ['policy', policyPlace],
]);

const placeAt: Finder = (draft, path, input) => {
  const form = formIn(inputFields, path);
  if (form !== undefined) return placeIn(() => draft.input, path, form);
  const at = path.indexOf('.');
  const find = finders.get(at === -1 ? path : path.slice(0, at));
  if (find === undefined) return { known: [...Object.keys(inputFields), ...finders.keys()] };
  return find(draft, at === -1 ? '' : path.slice(at + 1), input);
};

type Made = Readonly<{ change: MadeChange } | { problem: ProblemDetail }>;

/** Makes one change in the draft, or says why not and what would be right. */
export const makeChange = (draft: Draft, input: AssessmentInput, path: string, typed: TypedValue): Made => {
  const place = placeAt(draft, path, input);
  if ('known' in place) {
    return { problem: { code: 'what-if-path', facts: { path, known: place.known.join(', ') }, where: path } };
  }
  const value = typed === null || typed === '' ? undefined : inForm(place.form, typed);
  if (value === undefined && typed !== null && typed !== '') {
    const facts = { path, value: String(typed), form: rightForm(place.form) };
    return { problem: { code: 'what-if-value', facts, where: path } };
  }
  place.put(value);
  const [from, to] = [textOf(place.now), textOf(value)];
  return { change: { path, ...(from !== undefined && { from }), ...(to !== undefined && { to }) } };
};

/** The statements with their changed lines, each still balanced; a line that was taken away is gone. */
export const withChangedLines = ({ statements }: AssessmentInput, { lines }: Draft): unknown[] =>
  statements.map((statement) => {
    const changes = lines.get(statement.year);
    if (changes === undefined) return statement;
    const set = new Map(
      [...changes].flatMap(([path, figure]) => (figure === undefined ? [] : [[path, figure] as const])),
    );
    const changed = structuredClone(changedStatement(statement, set)) as unknown as Record<string, Json>;
    for (const [path, figure] of changes) {
      const [part = '', line = ''] = path.split('.');
      if (figure === undefined) put(changed[part] ?? {}, line, undefined);
    }
    return changed;
  });
