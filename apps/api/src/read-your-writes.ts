import {
  applyDecorators,
  Inject,
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { noting } from '@app/cqrs/noting-handler';
import { EVENT_STORE, FOLLOWERS } from '@app/cqrs/tokens';
import type { EventStore } from '@app/event-store/event-store';
import { Problem } from '@app/kernel/problem';
import type { Followers } from '@app/read-models/runner';
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
 * Every write is answered with a token, its position in the log; a reading that brings a token is answered when the read
 * models have passed it, and told so when they do not in time. The token may come from any server over the same log.
 */
@Injectable()
export class ReadYourWrites implements NestInterceptor {
  private waiting = 0;

  constructor(
    @Inject(FOLLOWERS) private readonly followers: Followers,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (!isRead(request.method)) return from(this.write(next, http.getResponse<FastifyReply>()));
    const token = this.tokenIn(request);
    const isFromTheLog = this.reflector.get<true | undefined>(FROM_THE_LOG, context.getHandler()) ?? false;
    // Before the handler runs, so that nobody holds a connection to the database while waiting.
    if (token !== undefined && !isFromTheLog) await this.wait(token);
    return next.handle();
  }

  private async write(next: CallHandler, reply: FastifyReply): Promise<unknown> {
    const { result, position } = await noting(this.store, () => lastValueFrom<unknown>(next.handle()));
    // What asks no command, such as the loading of the demo, is at least as far as the log is now.
    const token = position ?? (await this.store.head().catch(() => undefined));
    if (token !== undefined) void reply.header(POSITION_HEADER, token);
    return result;
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

  private async wait(token: string): Promise<void> {
    const tooLate = new Problem('not-visible-yet', { seconds: READ_WAIT_MAX_MS / MS_PER_S });
    if (this.waiting >= READS_WAITING_MAX) throw tooLate;
    this.waiting += 1;
    try {
      if (!(await this.followers.reached(token, READ_WAIT_MAX_MS))) throw tooLate;
    } finally {
      this.waiting -= 1;
    }
  }
}
