import { z } from 'zod';

export const PAGE_SIZE_MAX = 200;
export const PAGE_SIZE = 50;

/** Query parameters of every list. */
export const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE),
};

/** One page of a list, with how many there are in all. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.strictObject({ rows: z.array(row), page: z.int(), size: z.int(), total: z.int() });
