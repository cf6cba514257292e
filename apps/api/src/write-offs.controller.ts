import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { receivablePath } from '@app/contracts/credit-account';
import {
  receivableReply,
  recoverWriteOff,
  recoveryPath,
  writeOffPath,
  writeOffReceivable,
} from '@app/contracts/write-offs';
import { PaymentDesk } from '@app/cqrs/payment-desk';
import { PaymentPapers } from '@app/cqrs/payment-papers';
import { Answers } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

/** 坏账核销: what is given up of a receivable, and what comes of it after all. */
@Controller('api/customers/:customerId/receivables/:receivableId')
export class WriteOffsController {
  constructor(
    private readonly desk: PaymentDesk,
    private readonly papers: PaymentPapers,
  ) {}

  @Get()
  @FromTheLog()
  @Answers(receivableReply)
  look(@Param({ schema: receivablePath }) path: z.infer<typeof receivablePath>) {
    return this.papers.receivable(path);
  }

  @Put('write-offs/:writeOffId')
  @Answers(receivableReply)
  writeOff(
    @Param({ schema: writeOffPath }) path: z.infer<typeof writeOffPath>,
    @Body({ schema: writeOffReceivable }) body: z.infer<typeof writeOffReceivable>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.writeOff(path, body, metadata);
  }

  @Put('write-offs/:writeOffId/recoveries/:recoveryId')
  @Answers(receivableReply)
  recover(
    @Param({ schema: recoveryPath }) path: z.infer<typeof recoveryPath>,
    @Body({ schema: recoverWriteOff }) body: z.infer<typeof recoverWriteOff>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.recover(path, body, metadata);
  }
}
