import type { CustomerEvent } from '@app/domain/customer/events';
import { money, say, type Sentences } from './sentence';

export const customerSentences: Sentences<CustomerEvent> = {
  CustomerRegistered: ({ name, sellingUnit }) =>
    say(
      `建立客户档案：${name}，主销单位 ${sellingUnit}`,
      `Customer ${name} was registered with selling unit ${sellingUnit}`,
    ),
  StatementRecorded: ({ statement: { year }, recordedBy }) =>
    say(`${recordedBy} 录入 ${year} 年度财务报表`, `${recordedBy} recorded the financial statement of ${year}`),
  BadCreditRecorded: ({ receivableId, openAmount, daysOverdue }) =>
    say(
      `记入不良信用记录：${receivableId} 逾期 ${daysOverdue} 天，未收 ${money(openAmount)} 元`,
      `A bad credit record was made: ${receivableId}, ${daysOverdue} days overdue, CNY ${money(openAmount)} open`,
      'bad',
    ),
};
