import { Problem } from '@app/kernel/problem';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

const UNREADABLE: readonly string[] = ['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EIO'];
const UNWRITABLE: readonly string[] = ['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EROFS', 'ENOSPC', 'EPIPE'];

/** What the operating system says of a file, in words; every other error as it is. */
export const unreadable = (file: string, error: unknown): unknown =>
  UNREADABLE.includes(codeOf(error)) ? new Problem('file-unreadable', { file, what: codeOf(error) }) : error;

export const unwritable = (file: string, error: unknown): unknown => {
  if (codeOf(error) === 'EEXIST') return new Problem('file-exists', { file });
  return UNWRITABLE.includes(codeOf(error)) ? new Problem('file-unwritable', { file, what: codeOf(error) }) : error;
};
