import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { health, liveness, type Health, type Liveness } from '@app/contracts/desk';
import { FOLLOWERS } from '@app/cqrs/tokens';
import type { FollowerState } from '@app/read-models/following/states';
import type { Followers } from '@app/read-models/runner';
import { Answers } from './answered';
import { version } from './version';
import { FromTheLog } from './read-your-writes';

const shown = ({ name, lag, stopped }: FollowerState): Health['readModels'][number] => {
  if (stopped === undefined) return { name, lag };
  const { position, stream, revision, error } = stopped;
  return { name, lag, stopped: { position, error: `event ${revision} of ${stream}: ${error}` } };
};

@Controller('health')
export class HealthController {
  constructor(@Inject(FOLLOWERS) private readonly followers: Followers) {}

  /** This process answers; whether work is possible, `/health` says. For whoever restarts what has hung. */
  @Get('live')
  @FromTheLog()
  @Answers(liveness)
  live(): Liveness {
    return { status: 'ok', version };
  }

  /** 200 while work is possible; 503 when the database does not answer. */
  @Get()
  @FromTheLog()
  @Answers(health)
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    try {
      const states = await this.followers.states();
      const status = states.some(({ stopped }) => stopped !== undefined) ? 'degraded' : 'ok';
      return { status, version, readModels: states.map(shown) };
    } catch {
      void reply.code(503);
      return { status: 'down', version, readModels: [] };
    }
  }
}
