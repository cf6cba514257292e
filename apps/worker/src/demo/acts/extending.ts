import { addDays, type BusinessDate } from '@app/kernel/business-date';
import { isPositive } from '@app/kernel/yuan';
import { undisputedOf } from '@app/domain/credit-account/items';
import { office } from '../cast/places';
import type { Act } from '../dealer-story';
import { pay } from './paying';

const GRANTED_DAYS = 45;

/** More time is asked for because of a flood: granted, refused by the approver, or asked for too late. */
export const askForTime =
  (receivableId: string, dueDate: BusinessDate): Act =>
  async (story) => {
    const { dealer, today: on } = story;
    if (!isPositive(undisputedOf(await story.refresh(), receivableId))) return;
    const requestedBy = dealer.unit.sales;
    const extensionId = `YQ-${dealer.number}-1`;
    const newDueDate = addDays(dueDate, GRANTED_DAYS);
    const reason = '连日暴雨致门店与库房进水,县应急局灾情证明与现场照片已附,申请不可抗力延期';
    const which = { customerId: dealer.customerId, receivableId, extensionId };
    await story.ask({ type: 'RequestExtension', data: { ...which, newDueDate, reason, requestedBy, on } }, requestedBy);
    if (story.account.extensions.get(extensionId)?.state === 'requested') {
      story.later(2, decide(receivableId, extensionId, dueDate));
      return;
    }
    story.later(9, pay(receivableId, 'whole', on));
  };

const decide =
  (receivableId: string, extensionId: string, dueDate: BusinessDate): Act =>
  async (story) => {
    const { dealer, dice, today: on } = story;
    const decidedBy = dice.pick(office.approvers);
    const isGranted = dealer.role.incident === 'flood';
    const verdict = isGranted
      ? { verdict: 'grant' as const }
      : { verdict: 'refuse' as const, reason: '灾情证明所列地点与客户仓库不符' };
    const data = {
      customerId: dealer.customerId,
      receivableId,
      extensionId,
      verdict,
      decidedBy,
      authority: story.policies.authority.policy,
      on,
    };
    await story.ask({ type: 'DecideExtension', data }, decidedBy);
    const promised = isGranted ? addDays(dueDate, GRANTED_DAYS - 2) : addDays(dueDate, 5);
    story.on(promised, pay(receivableId, 'whole', promised));
  };
