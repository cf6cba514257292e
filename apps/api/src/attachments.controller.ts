import type { Readable } from 'node:stream';
import { Readable as Stream } from 'node:stream';
import { Body, Controller, Get, Inject, Param, Put, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { attachmentPath, attachmentQuery, withReason } from '@app/contracts/customer/keeping-the-file';
import { AttachmentStore } from '@app/cqrs/attachments/attachment-store';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { CustomerFacts } from '@app/cqrs/customer-facts';
import { AskCustomer } from '@app/cqrs/customer.command';
import { KnownCustomers } from '@app/cqrs/known-customers';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import type { CustomerCommand } from '@app/domain/customer/commands';
import { Problem } from '@app/kernel/problem';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';
import { disposition } from './disposition';
import { FromTheLog } from './read-your-writes';

type Path = z.infer<typeof attachmentPath>;

/** Nothing in a file that somebody sent may run in the page of somebody who looks at it. */
const INERT = "default-src 'none'; sandbox";

/** Photos and scans of a customer's file: their bytes lie outside the log, which names them by their hash. */
@Controller('api/customers/:customerId/attachments/:sha256')
export class AttachmentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: AttachmentStore,
    private readonly customers: KnownCustomers,
    private readonly facts: CustomerFacts,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  // The bytes first: no event ever names what is not there. Bytes without an event are found again by whoever sends them again.
  @Put()
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Answers()
  async add(
    @Param({ schema: attachmentPath }) { customerId, sha256 }: Path,
    @Query({ schema: attachmentQuery }) { name, kind }: z.infer<typeof attachmentQuery>,
    @Req() { body }: FastifyRequest<{ Body: Readable | undefined }>,
    @Signed() caller: Caller,
  ) {
    await this.customers.require(customerId);
    if (!(body instanceof Stream)) throw new Problem('attachment-empty');
    const stored = await this.store.put(sha256, body);
    const data = { customerId, sha256, name, kind, ...stored, addedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'AddAttachment', data });
  }

  @Get()
  @FromTheLog()
  @ApiProduces('application/octet-stream')
  @ApiResponse({
    status: 200,
    description: 'The bytes',
    content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
  })
  async bytes(
    @Param({ schema: attachmentPath }) { customerId, sha256 }: Path,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { name } = await this.facts.attachment(customerId, sha256);
    const stored = await this.store.find(sha256);
    if (stored === undefined) throw new Problem('attachment-lost', { attachment: sha256 });
    void reply.headers({
      'content-security-policy': INERT,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      etag: `"${sha256}"`,
    });
    return new StreamableFile(Stream.from(this.store.read(sha256)), {
      type: stored.mediaType,
      length: stored.bytes,
      disposition: disposition(name),
    });
  }

  @Put('withdrawal')
  @Answers()
  withdraw(
    @Param({ schema: attachmentPath }) path: Path,
    @Body({ schema: withReason }) { reason }: z.infer<typeof withReason>,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, reason, withdrawnBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'WithdrawAttachment', data });
  }

  private async ask({ metadata }: Caller, command: CustomerCommand) {
    const { customerId } = command.data;
    const outcome = await this.commands.execute(new AskCustomer(customerId, command, metadata));
    return acceptedAs(`customer-${customerId}`, outcome);
  }
}
