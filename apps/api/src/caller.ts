import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { actor } from '@app/kernel/identity';
import type { Language } from '@app/kernel/language';
import type { Metadata } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';

/** Who calls, in which language, under which correlation id. */
export type Caller = Readonly<{ by: string; language: Language; metadata: Metadata }>;

/** Until people can sign in, a request signs itself: the server listens on this machine only. */
export const SIGNATURE_HEADER = 'x-xay-user';
export const UNSIGNED = 'unsigned';

export const languageOf = (request: Pick<FastifyRequest, 'headers'>): Language => {
  const wanted = (request.headers['accept-language'] ?? '').toLowerCase();
  const zh = wanted.indexOf('zh');
  const en = wanted.indexOf('en');
  return en >= 0 && (zh < 0 || en < zh) ? 'en' : 'zh';
};

const signatureOf = (request: FastifyRequest): string => {
  const header = request.headers[SIGNATURE_HEADER];
  if (header === undefined) return UNSIGNED;
  const parsed = actor.safeParse(header);
  if (parsed.success) return parsed.data;
  throw new Problem('malformed-request', { what: SIGNATURE_HEADER }, [
    { code: 'malformed-request', facts: { what: SIGNATURE_HEADER }, where: `header ${SIGNATURE_HEADER}` },
  ]);
};

export const Signed = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const by = signatureOf(request);
  return { by, language: languageOf(request), metadata: { by, correlation: request.id } };
});
