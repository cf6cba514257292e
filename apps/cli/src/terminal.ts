import type { Bilingual, Language } from '@app/kernel/language';

/** How a command speaks: results on standard output, everything else on standard error. */
export type Terminal = Readonly<{
  language: Language;
  json: boolean;
  /** A result: a table for people, or the object for scripts. */
  show: (human: string, result: unknown) => void;
  /** Progress and remarks; nothing that a script reads. */
  remark: (line: string) => void;
  words: (text: Bilingual, facts?: Readonly<Record<string, string | number>>) => string;
}>;

export const terminal = (language: Language, json: boolean): Terminal => ({
  language,
  json,
  show: (human, result) => void process.stdout.write(`${json ? JSON.stringify(result, null, 2) : human}\n`),
  remark: (line) => void process.stderr.write(`${line}\n`),
  words: (text, facts = {}) => text[language].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '')),
});

/** 0: done, or yes. 1: refused, rejected or failed. 2: asked wrongly. */
export type ExitCode = 0 | 1 | 2;
