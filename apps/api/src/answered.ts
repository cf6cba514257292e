import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { accepted, type Accepted } from '@app/contracts/credit-account';
import { problemDetails } from '@app/contracts/problem-details';
import { SIGNATURE_HEADER } from './caller';

/** Documents what a route answers, and that everything else is problem details. */
export const Answers = (schema: z.ZodType = accepted) =>
  applyDecorators(
    ApiResponse({ status: 200, standardSchema: schema }),
    ApiResponse({ status: 'default', description: 'RFC 9457 problem details', standardSchema: problemDetails }),
    ApiHeader({
      name: SIGNATURE_HEADER,
      required: false,
      description: 'Who asks, e.g. approver-wang',
      schema: { type: 'string' },
    }),
    ApiHeader({ name: 'accept-language', required: false, description: 'zh or en', schema: { type: 'string' } }),
  );

type Recordable = Readonly<{ revision: number | undefined; events: readonly Readonly<{ type: string }>[] }>;

/** Revision −1: there is still nothing on the stream. */
export const acceptedAs = (stream: string, { revision, events }: Recordable): Accepted => ({
  stream,
  revision: revision ?? -1,
  recorded: events.map(({ type }) => type),
});
