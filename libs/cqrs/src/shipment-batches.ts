import { Inject, Injectable } from '@nestjs/common';
import type { LineAnswer, LineAnswers } from '@app/contracts/shipment';
import { sentence } from '@app/contracts/sentences';
import type { CreditAccount } from '@app/domain/credit-account/account';
import { after } from '@app/domain/credit-account/evolve';
import { exposureOfAccount } from '@app/domain/credit-account/standing-rules';
import { authoriseShipment, requireKnownApproval } from '@app/domain/credit-account/shipping';
import type { Asked } from '@app/domain/credit-account/asked';
import type { TakeRoom } from '@app/domain/credit-group/commands';
import { creditGroup } from '@app/domain/credit-group/decider';
import type { CreditGroup } from '@app/domain/credit-group/group';
import { groupRoomFor } from '@app/domain/credit-group/group-room';
import { checkShipment } from '@app/domain/credit-account/shipment-rules';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import type { Metadata } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import type { RuleOutcome } from '@app/kernel/rule-outcome';
import type { Yuan } from '@app/kernel/yuan';
import type { BusinessClock } from './business-clock';
import { CustomerStandings, type Standing } from './customer-standings';
import { GroupOfAccount } from './groups/group-of-account';
import type { Policies } from './policies';
import { ShipmentDesk } from './shipment-desk';
import { ruleViews } from './shipment-views';
import { BUSINESS_CLOCK, POLICIES } from './tokens';

type Line = Readonly<{
  lineId: string;
  customerId: string;
  amount: Yuan;
  deliverOn?: BusinessDate | undefined;
  termDays?: number | undefined;
  goods?: string | undefined;
  approvalId?: string | undefined;
}>;
type OrderLine = Line & Readonly<{ shipmentId: string; expiresOn?: BusinessDate | undefined }>;

const byCustomer = <Some extends Line>(lines: readonly Some[]): readonly (readonly Some[])[] => {
  const groups = new Map<string, Some[]>();
  for (const line of lines) {
    const group = groups.get(line.customerId);
    if (group === undefined) groups.set(line.customerId, [line]);
    else group.push(line);
  }
  return [...groups.values()];
};

const blockingOf = (rules: readonly RuleOutcome[], language: Language) =>
  ruleViews(
    rules.filter(({ outcome }) => outcome === 'block'),
    language,
  );

/** What is wrong with one line is that line's answer; anything that is no problem of the line fails the request. */
const problemIn = ({ lineId, customerId }: Line, error: unknown, language: Language): LineAnswer => {
  if (!(error instanceof Problem)) throw error;
  const { code, facts } = error;
  return { lineId, customerId, decision: 'problem', problem: { code, text: sentence(code, facts, language) } };
};

type StandingInGroup = Standing & Readonly<{ inGroup: CreditGroup | undefined }>;
type Checking = Readonly<{
  together: boolean;
  on: BusinessDate;
  language: Language;
  /** As the lines before would leave them. */
  groups: Map<string, CreditGroup>;
}>;

const withRoomTaken = (group: CreditGroup, data: TakeRoom['data']): CreditGroup =>
  creditGroup.decide({ type: 'TakeRoom', data }, group).reduce(creditGroup.evolve, group);

/** Many lines in one call, as an ERP asks them: answered line by line, customers beside each other, lines of one in order. */
@Injectable()
export class ShipmentBatches {
  constructor(
    private readonly desk: ShipmentDesk,
    private readonly standings: CustomerStandings,
    private readonly groups: GroupOfAccount,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  async check(lines: readonly Line[], together: boolean, language: Language): Promise<LineAnswers> {
    const on = this.clock.today();
    const known = await Promise.all(
      byCustomer(lines).map(async (ofOne) => {
        const standing = await this.standingOf(ofOne, on).catch((error: unknown) => ({ error }));
        return { ofOne, standing };
      }),
    );
    // Customers of one group are checked one behind the other: together they have the room of one group.
    const groups = new Map<string, CreditGroup>();
    const answers = known.flatMap(({ ofOne, standing }) =>
      'error' in standing
        ? ofOne.map((line) => problemIn(line, standing.error, language))
        : this.checked(ofOne, standing, { together, on, language, groups }),
    );
    return this.summed(lines, answers, on);
  }

  async authorise(lines: readonly OrderLine[], metadata: Metadata, language: Language): Promise<LineAnswers> {
    const answers = await Promise.all(
      byCustomer(lines).map(async (group) => {
        const answered: LineAnswer[] = [];
        for (const line of group) answered.push(await this.authoriseOne(line, metadata, language));
        return answered;
      }),
    );
    return this.summed(lines, answers.flat(), this.clock.today());
  }

  private async authoriseOne(line: OrderLine, metadata: Metadata, language: Language): Promise<LineAnswer> {
    const { lineId, customerId, shipmentId, ...order } = line;
    try {
      const reply = await this.desk.authorise({ customerId, shipmentId }, order, { metadata, language });
      const rules = reply.rules.filter(({ outcome }) => outcome === 'block');
      return { lineId, customerId, decision: reply.decision, available: reply.available, rules };
    } catch (error) {
      return problemIn(line, error, language);
    }
  }

  private async standingOf([first]: readonly Line[], on: BusinessDate): Promise<StandingInGroup> {
    const customerId = first?.customerId ?? '';
    const standing = await this.standings.of(customerId, on);
    return { ...standing, inGroup: await this.groups.of(customerId, standing, on) };
  }

  /** `together`: each line is checked on the account, and in the group, that the lines before it would leave. */
  private checked(
    ofOne: readonly Line[],
    { account, standing, inGroup }: StandingInGroup,
    { together, on, language, groups }: Checking,
  ): LineAnswer[] {
    const groupId = inGroup?.groupId;
    if (inGroup !== undefined && groupId !== undefined && !groups.has(groupId)) groups.set(groupId, inGroup);
    let now: CreditAccount = account;
    return ofOne.map((line, index) => {
      try {
        const groupNow = groupId === undefined ? undefined : groups.get(groupId);
        const group = groupNow && groupRoomFor(groupNow, line.customerId, line.amount);
        const asked: Asked = { ...line, on, standing, group };
        requireKnownApproval(now, line.approvalId);
        const { policy, stamp } = this.policies.check;
        const { allowed, rules } = checkShipment(asked, now, policy);
        const { lineId, customerId, amount } = line;
        const { available } = exposureOfAccount(now, on, policy);
        if (together && allowed) {
          const shipmentId = `line ${String(index)} of this call`;
          const room =
            group?.hasRoom === true && groupId !== undefined ? { groupId, token: shipmentId, amount } : undefined;
          const data = { ...asked, customerId, shipmentId, policy, stamp, room };
          now = after(now, authoriseShipment({ type: 'AuthoriseShipment', data }, now));
          if (room !== undefined && groupNow !== undefined)
            groups.set(room.groupId, withRoomTaken(groupNow, { ...room, customerId, shipmentId, on }));
        }
        const decision = allowed ? 'yes' : 'no';
        return { lineId, customerId, decision, available, rules: blockingOf(rules, language) };
      } catch (error) {
        return problemIn(line, error, language);
      }
    });
  }

  /** In the order in which they were asked. */
  private summed(lines: readonly Line[], answers: readonly LineAnswer[], asOf: BusinessDate): LineAnswers {
    const queues = new Map<string, LineAnswer[]>();
    for (const answer of answers) {
      const known = queues.get(answer.lineId);
      if (known === undefined) queues.set(answer.lineId, [answer]);
      else known.push(answer);
    }
    const inOrder = lines.flatMap(({ lineId, customerId }) => {
      const queue = queues.get(lineId) ?? [];
      const at = queue.findIndex((answer) => answer.customerId === customerId);
      return at < 0 ? [] : queue.splice(at, 1);
    });
    const count = (...decisions: readonly LineAnswer['decision'][]) =>
      inOrder.filter(({ decision }) => decisions.includes(decision)).length;
    return {
      asOf,
      yes: count('yes', 'authorised', 'planned'),
      no: count('no', 'refused'),
      problems: count('problem'),
      lines: inOrder,
    };
  }
}
