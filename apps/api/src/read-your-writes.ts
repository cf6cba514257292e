import {
  applyDecorators,
  Inject,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DoneFuncWithErrOrRes, FastifyReply, FastifyRequest } from 'fastify';
import { notedFor } from '@app/cqrs/noting-handler';
import { EVENT_STORE, FOLLOWERS } from '@app/cqrs/tokens';
import type { EventStore } from '@app/event-store/event-store';
import { Problem } from '@app/kernel/problem';
import type { Followers } from '@app/read-models/runner';
import { metadataOf } from './caller';
import { AFTER_HEADER, FROM_THE_LOG, isRead, POSITION_HEADER } from './position-headers';

/** Longer than this no reading waits for what it shall contain, and so many wait at a time. */
export const READ_WAIT_MAX_MS = 5_000;
const READS_WAITING_MAX = 1_000;
const TOKEN_MAX = 64;
const MS_PER_S = 1_000;
/** As much of a token that makes no sense is shown. */
const SHOWN_MAX = 40;

/** For a reading that asks the log itself or no data at all: it has nothing to wait for. */
export const FromTheLog = () => applyDecorators(SetMetadata(FROM_THE_LOG, true), ApiExtension(FROM_THE_LOG, true));

/**
 * Every write is answered with a token, its position in the log: see `tellPositions`. A reading that brings a token is
 * answered when the read models have passed it, and told so when they do not in time. The token may come from any server
 * over the same log. A guard, because with an interceptor every request would be an Observable.
 */
@Injectable()
export class ReadYourWrites implements CanActivate {
  private waiting = 0;

  constructor(
    @Inject(FOLLOWERS) private readonly followers: Followers,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): true | Promise<true> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = isRead(request.method) ? this.tokenIn(request) : undefined;
    if (token === undefined) return true;
    const isFromTheLog = this.reflector.get<true | undefined>(FROM_THE_LOG, context.getHandler()) ?? false;
    // Before the handler runs, so that nobody holds a connection to the database while waiting.
    return isFromTheLog || this.wait(token);
  }

  private tokenIn({ headers }: FastifyRequest): string | undefined {
    const token = headers[AFTER_HEADER];
    if (token === undefined) return undefined;
    if (typeof token === 'string' && token.length <= TOKEN_MAX && this.isPosition(token)) return token;
    const value = String(token).slice(0, SHOWN_MAX);
    throw new Problem('malformed-request', {}, [
      { code: 'position-malformed', facts: { value }, where: `header ${AFTER_HEADER}` },
    ]);
  }

  /** Only the store knows what its positions look like. */
  private isPosition(token: string): boolean {
    try {
      return this.store.compare(token, token) === 0;
    } catch {
      return false;
    }
  }

  private async wait(token: string): Promise<true> {
    const tooLate = new Problem('not-visible-yet', { seconds: READ_WAIT_MAX_MS / MS_PER_S });
    if (this.waiting >= READS_WAITING_MAX) throw tooLate;
    this.waiting += 1;
    try {
      if (!(await this.followers.reached(token, READ_WAIT_MAX_MS))) throw tooLate;
      return true;
    } finally {
      this.waiting -= 1;
    }
  }
}

const REFUSED_FROM = 400;

/** Puts its token on the answer of every write that was not refused. */
export const tellPositions = (app: NestFastifyApplication, store: EventStore): void => {
  const onSend = (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: DoneFuncWithErrOrRes): void => {
    const tell = (position: string | undefined): void => {
      if (position !== undefined) void reply.header(POSITION_HEADER, position);
      done(null, payload);
    };
    if (isRead(request.method) || reply.statusCode >= REFUSED_FROM) {
      done(null, payload);
      return;
    }
    const metadata = metadataOf(request);
    const position = metadata === undefined ? undefined : notedFor(store, metadata);
    // What asks no command, such as the loading of the demo, is at least as far as the log is now.
    if (position !== undefined) tell(position);
    else store.head().then(tell, () => tell(undefined));
  };
  app.getHttpAdapter().getInstance().addHook('onSend', onSend);
};
