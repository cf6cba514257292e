import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { FOLLOWERS } from '@app/cqrs/tokens';
import type { Followers } from '@app/read-models/runner';
import { metricsOf } from './metrics';
import { FromTheLog } from './read-your-writes';

/** For Prometheus: how far the read models have come, part by part. Only this machine can ask. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(FOLLOWERS) private readonly followers: Followers) {}

  @Get()
  @FromTheLog()
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const registry = await metricsOf(this.followers);
    await reply.header('content-type', registry.contentType).send(await registry.metrics());
  }
}
