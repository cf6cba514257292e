import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { BankLineState } from '@app/domain/bank-line/bank-line';
import type { BankLineCommand } from '@app/domain/bank-line/commands';
import { bankLine } from '@app/domain/bank-line/decider';
import { bankLineEvent, type BankLineEvent } from '@app/domain/bank-line/events';
import type { Handler, Outcome } from '@app/event-store/handle';
import type { Metadata } from '@app/kernel/message';
import { KnownCustomers } from '../known-customers';
import { HANDLER } from '../tokens';

/** One envelope and one handler for the whole aggregate: a new use case adds a command type, not a class. */
export class AskBankLine extends Command<Outcome<BankLineState, BankLineEvent>> {
  constructor(
    readonly lineId: string,
    readonly command: BankLineCommand,
    readonly metadata: Metadata,
  ) {
    super();
  }
}

@CommandHandler(AskBankLine)
export class BankLineHandler implements ICommandHandler<AskBankLine> {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    private readonly customers: KnownCustomers,
  ) {}

  async execute({ lineId: id, command, metadata }: AskBankLine) {
    // Told at once, and not when the account is asked.
    if (command.type === 'AcceptBankLine' || command.type === 'AcceptBounce')
      await this.customers.require(command.data.customerId);
    return this.handler.handle({ decider: bankLine, schema: bankLineEvent, id, command, metadata });
  }
}
