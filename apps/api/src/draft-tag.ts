import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Problem } from '@app/kernel/problem';

const HEADER = 'if-match';
const SHOWN_MAX = 40;
const REVISION = /^"(\d{1,9})"$/;

/** The entity tag of a draft: its revision in quotation marks. */
export const tagOf = (revision: number): string => `"${revision}"`;

/** `*` says that there is a draft, and there always is one: it says nothing of what has been seen. */
const seenIn = ({ headers }: Pick<FastifyRequest, 'headers'>): number | undefined => {
  const tag = headers[HEADER];
  if (tag === undefined || tag === '*') return undefined;
  const [, revision] = REVISION.exec(tag) ?? [];
  if (revision !== undefined) return Number(revision);
  throw new Problem('malformed-request', {}, [
    { code: 'draft-tag-malformed', facts: { value: tag.slice(0, SHOWN_MAX) }, where: `header ${HEADER}` },
  ]);
};

/** The revision of the draft that the writer has seen. */
export const SeenDraft = createParamDecorator((_: unknown, context: ExecutionContext): number | undefined =>
  seenIn(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The part of the draft that a write names is what `If-Match` is held against: changes elsewhere are in nobody's way. */
export const NamesDraft = () =>
  applyDecorators(
    ApiHeader({
      name: HEADER,
      required: false,
      description:
        'The ETag of the draft that was looked at, e.g. "7". When somebody else has since changed an aspect that this write names: 412, with who gave which answer when. Left out, what somebody else has given is not changed: 428',
      schema: { type: 'string' },
    }),
  );
