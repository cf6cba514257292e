import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { fastify, type FastifyReply, type FastifyRequest, type HookHandlerDoneFunction } from 'fastify';
import { home } from '@app/cqrs/home';
import type { DeskParts } from '@app/cqrs/desk.module';
import { ApiModule } from './api.module';
import { takeOtherBodies } from './other-bodies';
import { documentPositions } from './position-headers';
import { answerProblem } from './problem.filter';
import { tellPositions } from './read-your-writes';
import { version } from './version';

/** A request body may be so large; 72 answers and five statements are a tenth of it. */
const BODY_BYTES_MAX = 262_144;
const WEB_FOLDER = join(home, 'dist', 'web');

const securityHeaders = {
  contentSecurityPolicy: {
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // antd writes its styles at run time.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
      upgradeInsecureRequests: null,
    },
  },
  strictTransportSecurity: false,
};

/** What the server says anew with each answer. */
const OF_ONE_ANSWER: ReadonlySet<string> = new Set(['date', 'connection', 'content-length', 'content-type']);

/**
 * They are the same for every answer, so helmet is asked for them once, on a server of its own: writing out the policy for
 * each answer took an eighth of the time of a short one.
 */
const sendSecurityHeaders = async (app: NestFastifyApplication): Promise<void> => {
  const sample = fastify();
  await sample.register(helmet, securityHeaders);
  sample.get('/', async () => '');
  const { headers } = await sample.inject('/');
  await sample.close();
  const same = Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_ONE_ANSWER.has(name)));
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (_: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => {
      void reply.headers(same);
      done();
    });
};

const serveWeb = async (app: NestFastifyApplication): Promise<void> => {
  if (!existsSync(WEB_FOLDER)) return;
  await app.register(fastifyStatic, {
    root: WEB_FOLDER,
    wildcard: false,
    preCompressed: true,
    maxAge: '1y',
    immutable: true,
    setHeaders: (reply, path) => {
      if (path.endsWith('.html')) void reply.header('cache-control', 'no-cache');
    },
  });
  // Nest sets Fastify's not-found handler itself, so the way back to the page is an ordinary route. It leaves
  // the API alone: an unknown address there is a problem, not a page.
  app
    .getHttpAdapter()
    .getInstance()
    .get('/*', (request, reply) => {
      const isPage = !/^\/(api|health|metrics|assets)(\/|\?|$)/.test(request.url);
      if (!isPage) {
        reply.callNotFound();
        return reply;
      }
      return reply.header('cache-control', 'no-cache').sendFile('index.html', { maxAge: 0, immutable: false });
    });
};

/** The HTTP application over an opened desk; it does not listen yet. */
export const createApi = async (parts: DeskParts): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES_MAX,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    // An address that the router cannot read reaches no filter.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      answerProblem(error, request, reply, parts.log),
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(parts), adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  takeOtherBodies(app);
  await sendSecurityHeaders(app);
  tellPositions(app, parts.store);
  const title = new DocumentBuilder()
    .setTitle('XAY')
    .setDescription('信用销售与应收账款 · credit and receivables')
    .setVersion(version);
  const document = documentPositions(SwaggerModule.createDocument(app, title.build()));
  SwaggerModule.setup('api/docs', app, document, { jsonDocumentUrl: 'api/openapi.json' });
  await serveWeb(app);
  return app;
};
