import type { CommandBus } from '@nestjs/cqrs';
import { bankLineEvent } from '@app/domain/bank-line/events';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { creditApplicationEvent } from '@app/domain/credit-application/events';
import { followUpEvent } from '@app/domain/follow-up/events';
import { asksOfAccount } from '@app/domain/reactions/account-asks';
import { asksOfApplication } from '@app/domain/reactions/application-asks';
import type { Ask } from '@app/domain/reactions/asks';
import { asksOfBankLine } from '@app/domain/reactions/bank-line-asks';
import { asksOfFollowUp } from '@app/domain/reactions/follow-up-asks';
import type { StoredEvent } from '@app/event-store/event-store';
import { readEvent } from '@app/kernel/event-versions';
import type { Metadata } from '@app/kernel/message';
import { Problem, type ProblemCode } from '@app/kernel/problem';
import type { Follower } from '@app/read-models/follower';
import { AskBankLine } from './bank/bank-line.command';
import { AskCreditAccount } from './credit-account.command';
import { AskCustomer } from './customer.command';
import { groupExposures } from './groups/group-exposures';
import type { GroupSagas } from './groups/group-sagas';
import { AskFollowUp } from './follow-up.command';
import type { Policies } from './policies';

type Addressed = Readonly<{ ask: Ask; metadata: Metadata }>;

const asksOf = (event: StoredEvent, { ladder }: Policies): Ask[] => {
  const category = event.stream.slice(0, event.stream.indexOf('-'));
  switch (category) {
    case 'creditApplication':
      return asksOfApplication(readEvent(creditApplicationEvent, event));
    case 'creditAccount':
      return asksOfAccount(readEvent(creditAccountEvent, event), { ladder: ladder.policy, stamp: ladder.stamp });
    case 'bankLine':
      return asksOfBankLine(readEvent(bankLineEvent, event));
    case 'followUp':
      return asksOfFollowUp(readEvent(followUpEvent, event));
    default:
      return [];
  }
};

const envelope = ({ ask, metadata }: Addressed) => {
  switch (ask.aggregate) {
    case 'bankLine':
      return new AskBankLine(ask.id, ask.command, metadata);
    case 'customer':
      return new AskCustomer(ask.id, ask.command, metadata);
    case 'creditAccount':
      return new AskCreditAccount(ask.id, ask.command, metadata);
    case 'followUp':
      return new AskFollowUp(ask.id, ask.command, metadata);
  }
};

const causedBy = ({ id, metadata }: StoredEvent): Metadata => ({
  by: 'reactions',
  causation: id,
  ...(metadata.correlation !== undefined && { correlation: metadata.correlation }),
});

/** What passes by itself is no refusal: whoever carries asks again later. */
const PASSING: ReadonlySet<ProblemCode> = new Set([
  'busy',
  'store-unavailable',
  'database-down',
  'event-too-new',
  'internal',
]);

/** Asks, and where the answer is that it makes no sense there, asks what is to be asked instead. */
const carry = async (bus: CommandBus, { ask, metadata }: Addressed): Promise<void> => {
  const { ifRefused } = ask;
  try {
    await bus.execute(envelope({ ask, metadata }));
  } catch (error) {
    if (ifRefused === undefined || !(error instanceof Problem) || PASSING.has(error.code)) throw error;
    const { code, facts } = error;
    for (const instead of ifRefused({ code, facts })) await carry(bus, { ask: instead, metadata });
  }
};

/**
 * Carries what one aggregate asks of another: at least once, to commands that do nothing the second time. Asks for
 * one aggregate keep their order; those for different ones go out together and share a commit.
 */
export const reactionsFollower = (bus: CommandBus, policies: Policies, sagas: GroupSagas): Follower => ({
  name: 'reactions',
  version: 1,
  prefixes: ['creditApplication-', 'creditAccount-', 'followUp-', 'bankLine-'],
  apply: async (events, tx) => {
    const queues = new Map<string, Addressed[]>();
    for (const event of events)
      for (const ask of asksOf(event, policies)) {
        const address = `${ask.aggregate}-${ask.id}`;
        queues.set(address, [...(queues.get(address) ?? []), { ask, metadata: causedBy(event) }]);
      }
    const inOrder = async (queue: readonly Addressed[]) => {
      for (const addressed of queue) await carry(bus, addressed);
    };
    await Promise.all([...[...queues.values()].map(inOrder), groupExposures(sagas, policies)(events, tx)]);
  },
});
