import { Inject } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { BankLineState } from '@app/domain/bank-line/bank-line';
import type { AcceptBounce, BankLineCommand, ReleaseBankLine } from '@app/domain/bank-line/commands';
import { bankLine } from '@app/domain/bank-line/decider';
import { bankLineEvent, type BankLineEvent } from '@app/domain/bank-line/events';
import type { Handler, Outcome } from '@app/event-store/handle';
import type { Metadata } from '@app/kernel/message';
import { AskCreditAccount } from '../credit-account.command';
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
    private readonly bus: CommandBus,
    private readonly customers: KnownCustomers,
  ) {}

  async execute({ lineId: id, command, metadata }: AskBankLine) {
    // Told at once, and not when the account is asked.
    if (command.type === 'AcceptBankLine' || command.type === 'AcceptBounce')
      await this.customers.require(command.data.customerId);
    if (command.type === 'ReleaseBankLine' || command.type === 'AcceptBounce') await this.takeBack(command, metadata);
    return this.handler.handle({ decider: bankLine, schema: bankLineEvent, id, command, metadata });
  }

  /**
   * The account first: what it does not take back is told to whoever asks, and the line stays as it is. Whoever dies in
   * between asks again, and the account does nothing the second time.
   */
  private async takeBack(command: ReleaseBankLine | AcceptBounce, metadata: Metadata): Promise<void> {
    const { state } = await this.handler.load({ decider: bankLine, schema: bankLineEvent, id: command.data.lineId });
    for (const { type, data } of bankLine.decide(command, state)) {
      if (type !== 'BankLineReleased' && type !== 'BankBounceAccepted') continue;
      const { customerId, paymentId, reason, on } = data;
      const which = { customerId, paymentId, reason, reversedBy: metadata.by, on };
      const reversal =
        type === 'BankLineReleased'
          ? { ...which, cause: 'mistake' as const }
          : { ...which, cause: 'bounced' as const, valueDate: data.valueDate };
      await this.bus.execute(new AskCreditAccount(customerId, { type: 'ReversePayment', data: reversal }, metadata));
    }
  }
}
