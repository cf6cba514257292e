import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { problemsOf } from '@app/contracts/zod-problems';
import type { Language } from '@app/kernel/language';
import { Problem, type ProblemCode } from '@app/kernel/problem';

const FILE_BYTES_MAX = 16 * 1024 * 1024;

/** A JSON file that does not fit its schema: every fault with its path, already in the reader's language. */
export class UnfitFile extends Error {
  constructor(
    readonly problem: Problem,
    readonly lines: readonly string[],
  ) {
    super(problem.message);
  }
}

const readText = (file: string): string => {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > FILE_BYTES_MAX) throw new Problem('too-large', { file });
    return bytes.toString('utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof Problem) throw error;
    const what = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
    throw new Problem('file-unreadable', { file, what });
  }
};

/** Where the parser says that it stopped; of a token that is strange to it, it names no place. */
const namedPlace = (text: string, error: unknown): number | undefined => {
  const named = /position (\d+)/.exec(String(error))?.[1];
  if (named !== undefined) return Number(named);
  return String(error).includes('end of JSON input') ? text.length : undefined;
};

/** Whether something stands in the text that no continuation can mend. */
const isBroken = (text: string): boolean => {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return namedPlace(text, error) !== text.length;
  }
};

/** Where no place is named, it is where the shortest broken beginning ends. */
const placeOf = (text: string, error: unknown): number => {
  const named = namedPlace(text, error);
  if (named !== undefined) return named;
  let [sound, broken] = [0, text.length];
  while (broken - sound > 1) {
    const middle = (sound + broken) >> 1;
    if (isBroken(text.slice(0, middle))) broken = middle;
    else sound = middle;
  }
  return sound;
};

const where = (text: string, error: unknown): string => {
  const before = text.slice(0, placeOf(text, error)).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
};

export const readJson = <Output>(
  file: string,
  schema: z.ZodType<Output>,
  code: ProblemCode,
  language: Language,
): Output => {
  const text = readText(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Problem('file-not-json', { file, where: where(text, error) });
  }
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const lines = problemsOf(parsed.error.issues, language).map(({ where: path, text: said }) =>
    path === undefined ? said : `${path}: ${said}`,
  );
  throw new UnfitFile(new Problem(code, { file }), lines);
};
