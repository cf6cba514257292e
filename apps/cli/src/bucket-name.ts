import type { Terminal } from './terminal';

/** What a bucket of days overdue is called. The ranges speak for themselves, and so does one that another policy brings. */
export const bucketName = (bucket: string, { words }: Terminal): string => {
  if (bucket === 'not-due') return words({ zh: '未到期', en: 'not due' });
  const over = /^over-(\d+)$/.exec(bucket)?.[1];
  return over === undefined ? bucket : words({ zh: '超过 {over}', en: 'over {over}' }, { over });
};
