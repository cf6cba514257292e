import type { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { STATEMENT_BYTES_MAX } from '@app/intake/bank/statement';
import { wholeBody } from './whole-body';

/** A sheet of figures that somebody pastes; a thousand rows are a tenth of it. */
const SHEET_BYTES_MAX = 262_144;

type Done = (error: Error | null, body?: unknown) => void;

const notHere = () => Object.assign(new Error('unsupported media type'), { statusCode: 415 });
const tooLarge = () => Object.assign(new Error('too large'), { statusCode: 413 });
const isFor = ({ routeOptions }: FastifyRequest, ending: string): boolean =>
  routeOptions.url?.endsWith(ending) === true;

const takeStatement = (payload: Readable, done: Done): void => {
  wholeBody(payload, STATEMENT_BYTES_MAX).then(
    (bytes) => (bytes === undefined ? done(tooLarge()) : done(null, bytes)),
    (error: unknown) => done(error as Error),
  );
};

/**
 * JSON is the language of this door. Three addresses take something else: an attachment the bytes of a file, handed on as
 * they arrive, a bank statement the whole of one, and a statement sheet a text with commas. Everywhere else those are refused
 * as before.
 */
export const takeOtherBodies = (app: NestFastifyApplication): void => {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser(
    /^(image\/|text\/xml|application\/(octet-stream|pdf|xml|zip|vnd\.openxmlformats-officedocument\.))/,
    (request: FastifyRequest, payload: Readable, done: Done) => {
      if (isFor(request, '/bank-statements')) takeStatement(payload, done);
      else if (isFor(request, '/attachments/:sha256')) done(null, payload);
      else done(notHere());
    },
  );
  fastify.addContentTypeParser(
    'text/csv',
    { parseAs: 'string', bodyLimit: SHEET_BYTES_MAX },
    (request: FastifyRequest, text: unknown, done: Done) =>
      isFor(request, '/statement-sheets') ? done(null, text) : done(notHere()),
  );
};
