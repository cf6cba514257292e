import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { health, type Health } from '@app/contracts/desk';
import { FOLLOWERS } from '@app/cqrs/tokens';
import type { Followers } from '@app/read-models/runner';
import { Answers } from './answered';
import { version } from './version';

@Controller('health')
export class HealthController {
  constructor(@Inject(FOLLOWERS) private readonly followers: Followers) {}

  /** 200 while work is possible; 503 when the database does not answer. */
  @Get()
  @Answers(health)
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    try {
      const readModels = await this.followers.states();
      const status = readModels.some(({ stopped }) => stopped !== undefined) ? 'degraded' : 'ok';
      return { status, version, readModels: [...readModels] };
    } catch {
      void reply.code(503);
      return { status: 'down', version, readModels: [] };
    }
  }
}
