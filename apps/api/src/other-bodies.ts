import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** A sheet of figures that somebody pastes; a thousand rows are a tenth of it. */
const SHEET_BYTES_MAX = 262_144;

const notHere = () => Object.assign(new Error('unsupported media type'), { statusCode: 415 });
const isFor = ({ routeOptions }: FastifyRequest, ending: string): boolean =>
  routeOptions.url?.endsWith(ending) === true;

/**
 * JSON is the language of this door. Three addresses take something else: an attachment and a bank statement the bytes of a
 * file, handed on as they arrive, and a statement sheet a text with commas. Everywhere else those are refused as before.
 */
export const takeOtherBodies = (app: NestFastifyApplication): void => {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser(
    /^(image\/|text\/xml|application\/(octet-stream|pdf|xml|zip|vnd\.openxmlformats-officedocument\.))/,
    (request: FastifyRequest, payload: unknown, done: (error: Error | null, body?: unknown) => void) =>
      isFor(request, '/attachments/:sha256') || isFor(request, '/bank-statements') ? done(null, payload) : done(notHere()),
  );
  fastify.addContentTypeParser(
    'text/csv',
    { parseAs: 'string', bodyLimit: SHEET_BYTES_MAX },
    (request: FastifyRequest, text: unknown, done: (error: Error | null, body?: unknown) => void) =>
      isFor(request, '/statement-sheets') ? done(null, text) : done(notHere()),
  );
};
