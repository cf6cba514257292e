import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { FOLLOWERS, SQL } from '@app/cqrs/tokens';
import type { Sql } from '@app/postgres/connect';
import type { Followers } from '@app/read-models/runner';
import { metricsOf } from './metrics';
import { FromTheLog } from './read-your-writes';
import { measureWebhooks } from './webhook-metrics';

/** For Prometheus: how far the read models have come, part by part, and what waits for webhooks. Only this machine can ask. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(FOLLOWERS) private readonly followers: Followers,
    @Inject(SQL) private readonly sql: Sql,
  ) {}

  @Get()
  @FromTheLog()
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const registry = await metricsOf(this.followers);
    await measureWebhooks(registry, this.sql);
    await reply.header('content-type', registry.contentType).send(await registry.metrics());
  }
}
