import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ApplicationState } from '@app/domain/credit-application/application';
import type { CreditApplicationCommand } from '@app/domain/credit-application/commands';
import { creditApplication } from '@app/domain/credit-application/decider';
import { creditApplicationEvent, type CreditApplicationEvent } from '@app/domain/credit-application/events';
import type { Handler, Outcome } from '@app/event-store/handle';
import type { Metadata } from '@app/kernel/message';
import { KnownCustomers } from './known-customers';
import { HANDLER } from './tokens';

/** One envelope and one handler for the whole aggregate: a new use case adds a command type, not a class. */
export class AskCreditApplication extends Command<Outcome<ApplicationState, CreditApplicationEvent>> {
  constructor(
    readonly applicationId: string,
    readonly command: CreditApplicationCommand,
    readonly metadata: Metadata,
  ) {
    super();
  }
}

@CommandHandler(AskCreditApplication)
export class CreditApplicationHandler implements ICommandHandler<AskCreditApplication> {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    private readonly customers: KnownCustomers,
  ) {}

  async execute({ applicationId: id, command, metadata }: AskCreditApplication) {
    if (command.type === 'FileApplication') await this.customers.require(command.data.customerId);
    return this.handler.handle({ decider: creditApplication, schema: creditApplicationEvent, id, command, metadata });
  }
}
