import { checkPolicy } from '@app/domain/credit-account/check-policy';
import { creditAccount } from '@app/domain/credit-account/decider';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { creditGroup } from '@app/domain/credit-group/decider';
import type { CreditGroupEvent } from '@app/domain/credit-group/events';
import type { AccountSaid, GroupSaid, Saga, SagaStep } from '@app/domain/credit-group/saga';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { onDisk, stampOf, standardAuthority } from './policies-on-disk';

/** The policy that has a rule for groups. */
export const checkInGroups = checkPolicy.parse(onDisk('credit-check/standard-v2.json'));
export const judged = { policy: checkInGroups, stamp: stampOf(checkInGroups) };
export const today = dateOf('2026-03-02');

type Folded<State> = { state: State; revision: number };
type Heard = Readonly<{
  ofAccount: (customerId: string, event: CreditAccountEvent, revision: number) => void;
  ofGroup: (groupId: string, event: CreditGroupEvent) => void;
}>;

/** Groups and accounts in memory: each command of a saga is decided and recorded in one go, and nothing else is. */
export class GroupWorld {
  readonly groups = new Map<string, Folded<typeof creditGroup.initial>>();
  readonly accounts = new Map<string, Folded<typeof creditAccount.initial>>();

  constructor(private readonly heard: Heard) {}

  ask(step: SagaStep): GroupSaid | AccountSaid {
    const { id } = step;
    if (step.of === 'group') {
      const group = this.groups.get(id) ?? { state: creditGroup.initial, revision: -1 };
      const events = step.command === undefined ? [] : creditGroup.decide(step.command, group.state);
      this.groups.set(id, group);
      for (const event of events) {
        group.state = creditGroup.evolve(group.state, event);
        group.revision += 1;
        this.heard.ofGroup(id, event);
      }
      return { of: 'group', ...shown(group), events };
    }
    const account = this.accounts.get(id) ?? { state: creditAccount.initial, revision: -1 };
    const events = step.command === undefined ? [] : creditAccount.decide(step.command, account.state);
    this.accounts.set(id, account);
    for (const event of events) {
      account.state = creditAccount.evolve(account.state, event);
      account.revision += 1;
      this.heard.ofAccount(id, event, account.revision);
    }
    return { of: 'account', ...shown(account), events };
  }

  /** An account with an ample limit of its own, so that the group is what refuses. */
  open(customerId: string): void {
    const terms = { limit: ofYuan(900_000_000), grade: '3A2', termDays: 60 };
    const dates = { validFrom: today, validTo: dateOf('2027-03-01') };
    const data = { customerId, agreementId: `HT-${customerId}`, ...terms, ...dates, on: today };
    this.ask({ of: 'account', id: customerId, command: { type: 'OpenAccount', data } });
  }

  form(groupId: string, limit: string): void {
    const by = { formedBy: 'approver-wang', authority: standardAuthority, on: today };
    const data = { groupId, name: groupId, limit: ofYuan(limit), ...by };
    this.ask({ of: 'group', id: groupId, command: { type: 'FormGroup', data } });
  }
}

const shown = <State>({ state, revision }: Folded<State>) => ({
  state,
  revision: revision < 0 ? undefined : revision,
  position: undefined,
});

export class AnswerLost extends Error {}

/** A saga as a process carries it out: step by step, with as much time between two of them as anybody likes. */
export class Process<Result = unknown> {
  private next: IteratorResult<SagaStep, Result>;
  failed: Error | undefined;

  constructor(private readonly saga: Saga<Result>) {
    this.next = saga.next();
  }

  get isOver(): boolean {
    return this.next.done === true || this.failed !== undefined;
  }

  get result(): Result | undefined {
    return this.next.done === true ? this.next.value : undefined;
  }

  /** With its answer lost, the step is recorded and the process does not know. */
  step(world: GroupWorld, isAnswerLost = false): void {
    if (this.next.done === true || this.failed !== undefined) return;
    try {
      this.next = this.answered(world, this.next.value, isAnswerLost);
    } catch (error) {
      this.failed = error instanceof Error ? error : new Error(String(error));
    }
  }

  run(world: GroupWorld): this {
    while (!this.isOver) this.step(world);
    return this;
  }

  private answered(world: GroupWorld, step: SagaStep, isAnswerLost: boolean): IteratorResult<SagaStep, Result> {
    let said: GroupSaid | AccountSaid;
    try {
      said = world.ask(step);
    } catch (error) {
      return this.saga.throw(isAnswerLost ? new AnswerLost() : error);
    }
    return isAnswerLost ? this.saga.throw(new AnswerLost()) : this.saga.next(said);
  }
}
