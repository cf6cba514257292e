import type { BusinessDate } from '@app/kernel/business-date';
import type { DataOf, Message } from '@app/kernel/message';
import type { PolicyStamp } from '@app/kernel/policy-stamp';
import type { Yuan } from '@app/kernel/yuan';
import type { FollowUpEvent } from './events';
import type { LadderPolicy } from './ladder-policy';

type Which = { customerId: string; receivableId: string };

export type OpenFollowUp = Message<
  'OpenFollowUp',
  Which & {
    amount: Yuan;
    dispatchDate: BusinessDate;
    dueDate: BusinessDate;
    ladder: LadderPolicy;
    stamp: PolicyStamp;
    on: BusinessDate;
  }
>;

/** Asked by the calendar: does every step whose day has come, in order, each once. */
export type DoDueSteps = Message<
  'DoDueSteps',
  Which & {
    ladder: LadderPolicy;
    /** As the credit account says at this moment: a step never asks for what has been paid. */
    openAmount: Yuan;
    disputed: Yuan;
    nonCredit: boolean;
    on: BusinessDate;
  }
>;

export type RecordStepOutcome = Message<'RecordStepOutcome', DataOf<FollowUpEvent, 'StepOutcomeRecorded'>>;

export type ReplanFollowUp = Message<
  'ReplanFollowUp',
  Which & {
    ladder: LadderPolicy;
    /** Left out: the due date stays, and only what was withheld is planned again. */
    dueDate?: BusinessDate | undefined;
    because: DataOf<FollowUpEvent, 'FollowUpReplanned'>['because'];
    on: BusinessDate;
  }
>;

/** Told at least once and maybe late: `nth` says after which reopening it was settled. */
export type CloseFollowUp = Message<'CloseFollowUp', DataOf<FollowUpEvent, 'FollowUpClosed'> & { nth?: number }>;

/** The receivable is owed again. */
export type ReopenFollowUp = Message<'ReopenFollowUp', Which & { ladder: LadderPolicy; nth: number; on: BusinessDate }>;

export type FollowUpCommand =
  OpenFollowUp | DoDueSteps | RecordStepOutcome | ReplanFollowUp | CloseFollowUp | ReopenFollowUp;
