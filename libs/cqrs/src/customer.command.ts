import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CustomerState } from '@app/domain/customer/customer';
import type { CustomerCommand } from '@app/domain/customer/commands';
import { customer } from '@app/domain/customer/decider';
import { customerEvent, type CustomerEvent } from '@app/domain/customer/events';
import type { Handler, Outcome } from '@app/event-store/handle';
import type { Metadata } from '@app/kernel/message';
import { HANDLER } from './tokens';

/** One envelope and one handler for the whole aggregate: a new use case adds a command type, not a class. */
export class AskCustomer extends Command<Outcome<CustomerState, CustomerEvent>> {
  constructor(
    readonly customerId: string,
    readonly command: CustomerCommand,
    readonly metadata: Metadata,
  ) {
    super();
  }
}

@CommandHandler(AskCustomer)
export class CustomerHandler implements ICommandHandler<AskCustomer> {
  constructor(@Inject(HANDLER) private readonly handler: Handler) {}

  execute({ customerId: id, command, metadata }: AskCustomer) {
    return this.handler.handle({ decider: customer, schema: customerEvent, id, command, metadata });
  }
}
