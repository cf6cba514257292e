import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { actor } from '@app/kernel/identity';
import { language, type Language } from '@app/kernel/language';
import type { Metadata } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';

/** Who calls, in which language, under which correlation id. */
export type Caller = Readonly<{ by: string; language: Language; metadata: Metadata }>;

/** Until people can sign in, a request signs itself: the server listens on this machine only. */
export const SIGNATURE_HEADER = 'x-xay-user';
export const UNSIGNED = 'unsigned';

type Wish = Readonly<{ language: Language | undefined; weight: number }>;

const wishIn = (range: string): Wish => {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1');
  return { language: language.safeParse(tag.split('-')[0]).data, weight };
};

/** What `accept-language` weighs most, and of equals the first; Chinese where it names neither. */
export const languageOf = (request: Pick<FastifyRequest, 'headers'>): Language => {
  const wishes = (request.headers['accept-language'] ?? '').split(',').map(wishIn);
  const best = wishes
    .filter(({ language: wanted, weight }) => wanted !== undefined && weight > 0)
    .sort((a, b) => b.weight - a.weight)[0];
  return best?.language ?? 'zh';
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

const signed = new WeakMap<FastifyRequest, Metadata>();

/** The very object that the request's commands carry; undefined when its route did not ask who calls. */
export const metadataOf = (request: FastifyRequest): Metadata | undefined => signed.get(request);

export const Signed = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const by = signatureOf(request);
  const metadata = { by, correlation: request.id };
  signed.set(request, metadata);
  return { by, language: languageOf(request), metadata };
});
