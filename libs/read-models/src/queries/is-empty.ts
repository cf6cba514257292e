import type { Reader } from './reader';

/** Nobody has been registered yet: only then may the demo be loaded. */
export const isEmpty = async (sql: Reader): Promise<boolean> => {
  const [row] = await sql<{ empty: boolean }[]>`select not exists (select from read.customer_file) as empty`;
  return row?.empty ?? true;
};
