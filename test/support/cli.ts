import { execFile } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

export type CliRun = Readonly<{ code: number; out: string; err: string }>;

/** Runs the built command line as a person would, in a process of its own. */
export const xay = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<CliRun> =>
  new Promise((resolve) => {
    const env = { ...process.env, LANG: 'en_US.UTF-8', XAY_LANG: 'en', ...environment };
    const options = { cwd: root, env, maxBuffer: OUTPUT_BYTES_MAX };
    execFile(process.execPath, ['dist/apps/cli/src/main.js', ...args], options, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 99;
      resolve({ code, out, err });
    });
  });

/** What a command that failed says; it shows no result, and nobody is ever shown where in our code it happened. */
export const complaintOf = ({ code, out, err }: CliRun): string => {
  expect(err).not.toMatch(/at .*\.js|ZodError|\[object/);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  return err.trimEnd();
};
