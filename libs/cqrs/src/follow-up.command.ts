import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { FollowUpState } from '@app/domain/follow-up/follow-up';
import type { FollowUpCommand } from '@app/domain/follow-up/commands';
import { followUp } from '@app/domain/follow-up/decider';
import { followUpEvent, type FollowUpEvent } from '@app/domain/follow-up/events';
import type { Handler, Outcome } from '@app/event-store/handle';
import type { Metadata } from '@app/kernel/message';
import { HANDLER } from './tokens';

/** One envelope and one handler for the whole aggregate: a new use case adds a command type, not a class. */
export class AskFollowUp extends Command<Outcome<FollowUpState, FollowUpEvent>> {
  constructor(
    readonly followUpId: string,
    readonly command: FollowUpCommand,
    readonly metadata: Metadata,
  ) {
    super();
  }
}

@CommandHandler(AskFollowUp)
export class FollowUpHandler implements ICommandHandler<AskFollowUp> {
  constructor(@Inject(HANDLER) private readonly handler: Handler) {}

  execute({ followUpId: id, command, metadata }: AskFollowUp) {
    return this.handler.handle({ decider: followUp, schema: followUpEvent, id, command, metadata });
  }
}
