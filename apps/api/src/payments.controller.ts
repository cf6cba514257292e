import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { customerPath } from '@app/contracts/customer';
import {
  allocatePayment,
  deallocatePayment,
  deallocationPath,
  paymentPage,
  paymentPath,
  paymentQuery,
  paymentReply,
  recordPayment,
  reversePayment,
} from '@app/contracts/payments';
import { PaymentDesk } from '@app/cqrs/payment-desk';
import { PaymentPapers } from '@app/cqrs/payment-papers';
import { Answers } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

/** What customers pay: recorded, allocated, taken back, reversed. */
@Controller('api/customers/:customerId/payments')
export class PaymentsController {
  constructor(
    private readonly desk: PaymentDesk,
    private readonly papers: PaymentPapers,
  ) {}

  @Get()
  @Answers(paymentPage)
  list(
    @Param({ schema: customerPath }) { customerId }: z.infer<typeof customerPath>,
    @Query({ schema: paymentQuery }) wish: z.infer<typeof paymentQuery>,
  ) {
    return this.papers.payments(customerId, wish);
  }

  @Get(':paymentId')
  @FromTheLog()
  @Answers(paymentReply)
  look(@Param({ schema: paymentPath }) path: z.infer<typeof paymentPath>) {
    return this.papers.payment(path);
  }

  @Put(':paymentId')
  @Answers(paymentReply)
  record(
    @Param({ schema: paymentPath }) path: z.infer<typeof paymentPath>,
    @Body({ schema: recordPayment }) body: z.infer<typeof recordPayment>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.record(path, body, metadata);
  }

  @Put(':paymentId/allocation')
  @Answers(paymentReply)
  allocate(
    @Param({ schema: paymentPath }) path: z.infer<typeof paymentPath>,
    @Body({ schema: allocatePayment }) body: z.infer<typeof allocatePayment>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.allocate(path, body, metadata);
  }

  @Put(':paymentId/deallocations/:deallocationId')
  @Answers(paymentReply)
  deallocate(
    @Param({ schema: deallocationPath }) path: z.infer<typeof deallocationPath>,
    @Body({ schema: deallocatePayment }) body: z.infer<typeof deallocatePayment>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.deallocate(path, body, metadata);
  }

  @Put(':paymentId/reversal')
  @Answers(paymentReply)
  reverse(
    @Param({ schema: paymentPath }) path: z.infer<typeof paymentPath>,
    @Body({ schema: reversePayment }) body: z.infer<typeof reversePayment>,
    @Signed() { metadata }: Caller,
  ) {
    return this.desk.reverse(path, body, metadata);
  }
}
