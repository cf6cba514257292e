import { keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import { type z } from 'zod';
import { type Language } from '@app/kernel/language';
import { address, call, type Query } from './call';
import { isUnreachable } from './failure';

const RETRIES = 2;
const FRESH_MS = 10_000;

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      retry: (failures, error) => failures < RETRIES && isUnreachable(error),
      retryDelay: 600,
    },
  },
});

/** A reading of the server, kept by language because sentences come in the caller's. */
export const reading = <Schema extends z.ZodType>(
  language: Language,
  schema: Schema,
  parts: readonly (string | number)[],
  query: Query = {},
) =>
  queryOptions({
    queryKey: [...parts, query, language],
    queryFn: ({ signal }) => call(schema, address(parts, query), { language, signal }),
    placeholderData: keepPreviousData,
  });
