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

const where = (text: string, error: unknown): string => {
  const at = /position (\d+)/.exec(String(error))?.[1];
  if (at === undefined) return String(error);
  const before = text.slice(0, Number(at)).split('\n');
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
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = problemsOf(parsed.error.issues, language).map(({ where: path = '', text: said }) => `${path}: ${said}`);
  throw new UnfitFile(new Problem(code, { file }), lines);
};
