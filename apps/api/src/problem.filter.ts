import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemDetails } from '@app/contracts/problem-details';
import { sentence } from '@app/contracts/sentences';
import { problemsOf } from '@app/contracts/zod-problems';
import { EventStoreError } from '@app/event-store/event-store';
import type { Language } from '@app/kernel/language';
import { Problem, type ProblemCode } from '@app/kernel/problem';
import { languageOf } from './caller';
import { Malformed } from './malformed';
import { statusOf } from './problem-status';

type Rendered = Pick<ProblemDetails, 'code' | 'title' | 'problems'>;

const ofProblem = ({ code, facts, details }: Problem, language: Language): Rendered => ({
  code,
  title: sentence(code, facts, language),
  problems: details.map((detail) => ({
    code: detail.code,
    text: sentence(detail.code, detail.facts, language),
    ...(detail.where !== undefined && { where: detail.where }),
  })),
});

const plain = (code: ProblemCode, language: Language): Rendered => ofProblem(new Problem(code), language);

const frameworkCode = (error: { code?: unknown; statusCode?: unknown }): ProblemCode | undefined => {
  switch (error.statusCode) {
    case 400:
      return error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || error.code === undefined
        ? 'malformed-json'
        : 'malformed-request';
    case 404:
    case 414: // an id of that length is nowhere
      return 'unknown-route';
    case 413:
      return 'too-large';
    case 415:
      return 'unsupported-media-type';
    default:
      return undefined;
  }
};

const codeOfHttp = (error: HttpException): ProblemCode => {
  const status = error.getStatus();
  if (status === 404) return 'unknown-route';
  return frameworkCode({ statusCode: status, code: undefined }) ?? (status >= 500 ? 'internal' : 'malformed-request');
};

const isDatabaseGone = (error: unknown): boolean => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|57P0|08)/.test(code);
};

const render = (error: unknown, language: Language): Rendered => {
  if (error instanceof Malformed) {
    return { ...plain('malformed-request', language), problems: problemsOf(error.issues, language) };
  }
  if (error instanceof Problem) return ofProblem(error, language);
  if (error instanceof EventStoreError) {
    if (error.code === 'concurrency') return plain('busy', language);
    if (error.code === 'too_large') return plain('too-large', language);
    return plain(error.code === 'invalid' ? 'malformed-request' : 'store-unavailable', language);
  }
  if (error instanceof HttpException) return plain(codeOfHttp(error), language);
  if (isDatabaseGone(error)) return plain('store-unavailable', language);
  const known = typeof error === 'object' && error !== null ? frameworkCode(error) : undefined;
  return plain(known ?? 'internal', language);
};

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** Every error leaves as RFC 9457 problem details in the caller's language; only a bug is logged with its stack. */
export const answerProblem = (
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: (line: string) => void,
): void => {
  const rendered = render(error, languageOf(request));
  const status = statusOf(rendered.code);
  if (rendered.code === 'internal') log(`${request.id} ${request.method} ${request.url} ${describe(error)}`);
  const body: ProblemDetails = {
    type: `urn:xay:problem:${rendered.code}`,
    status,
    correlation: request.id,
    ...rendered,
  };
  if (status === 503) void reply.header('retry-after', '2');
  void reply.code(status).header('content-type', 'application/problem+json; charset=utf-8').send(body);
};

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: (line: string) => void) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.log);
  }
}
