import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { customerPath } from '@app/contracts/customer';
import {
  allocatePayment,
  cancelCreditNote,
  creditNoteDeallocationPath,
  creditNotePage,
  creditNotePath,
  creditNoteReply,
  deallocatePayment,
  issueCreditNote,
  paymentQuery,
} from '@app/contracts/payments';
import { PaymentDesk } from '@app/cqrs/payment-desk';
import { PaymentPapers } from '@app/cqrs/payment-papers';
import { Answers } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

/** 红字单: what we do not ask for after all. */
@Controller('api/customers/:customerId/credit-notes')
export class CreditNotesController {
  constructor(
    private readonly desk: PaymentDesk,
    private readonly papers: PaymentPapers,
  ) {}

  @Get()
  @Answers(creditNotePage)
  list(
    @Param({ schema: customerPath }) { customerId }: z.infer<typeof customerPath>,
    @Query({ schema: paymentQuery }) wish: z.infer<typeof paymentQuery>,
  ) {
    return this.papers.creditNotes(customerId, wish);
  }

  @Get(':creditNoteId')
  @FromTheLog()
  @Answers(creditNoteReply)
  look(@Param({ schema: creditNotePath }) path: z.infer<typeof creditNotePath>) {
    return this.papers.creditNote(path);
  }

  @Put(':creditNoteId')
  @Answers(creditNoteReply)
  issue(
    @Param({ schema: creditNotePath }) path: z.infer<typeof creditNotePath>,
    @Body({ schema: issueCreditNote }) body: z.infer<typeof issueCreditNote>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.issueNote(path, body, metadata);
  }

  @Put(':creditNoteId/allocation')
  @Answers(creditNoteReply)
  apply(
    @Param({ schema: creditNotePath }) path: z.infer<typeof creditNotePath>,
    @Body({ schema: allocatePayment }) body: z.infer<typeof allocatePayment>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.applyNote(path, body, metadata);
  }

  @Put(':creditNoteId/deallocations/:deallocationId')
  @Answers(creditNoteReply)
  deallocate(
    @Param({ schema: creditNoteDeallocationPath }) path: z.infer<typeof creditNoteDeallocationPath>,
    @Body({ schema: deallocatePayment }) body: z.infer<typeof deallocatePayment>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.deallocateNote(path, body, metadata);
  }

  @Put(':creditNoteId/cancellation')
  @Answers(creditNoteReply)
  cancel(
    @Param({ schema: creditNotePath }) path: z.infer<typeof creditNotePath>,
    @Body({ schema: cancelCreditNote }) body: z.infer<typeof cancelCreditNote>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.cancelNote(path, body, metadata);
  }
}
