import type { CustomerEvent } from '@app/domain/customer/events';
import { attachmentWords, factInLine, isBadNews } from '@app/credit-model/customer-file/file-words';
import { securityWords } from '@app/credit-model/explanation/explanation-words';
import { money, say, type Sentences } from './sentence';

export const customerSentences: Sentences<CustomerEvent> = {
  CustomerRegistered: ({ name, sellingUnit }) =>
    say(
      `建立客户档案：${name}，主销单位 ${sellingUnit}`,
      `Customer ${name} was registered with selling unit ${sellingUnit}`,
    ),
  CustomerDetailsCompleted: ({ details, withdrawn, completedBy }) => {
    const count = Object.values<unknown>(details).filter((value) => value !== undefined).length;
    return say(
      `${completedBy} 补充或更正基本资料 ${count} 项，撤回 ${withdrawn.length} 项`,
      `${completedBy} completed or corrected ${count} details of the customer and withdrew ${withdrawn.length}`,
    );
  },
  StatementRecorded: ({ statement: { year, fromComparative }, recordedBy }) =>
    fromComparative === true
      ? say(
          `${recordedBy} 据次年报表的上年数录入 ${year} 年度财务报表`,
          `${recordedBy} recorded the financial statement of ${year} from the comparative figures of the year after`,
        )
      : say(`${recordedBy} 录入 ${year} 年度财务报表`, `${recordedBy} recorded the financial statement of ${year}`),
  BadCreditRecorded: ({ receivableId, openAmount, daysOverdue }) =>
    say(
      `记入不良信用记录：${receivableId} 逾期 ${daysOverdue} 天，未收 ${money(openAmount)} 元`,
      `A bad credit record was made: ${receivableId}, ${daysOverdue} days overdue, CNY ${money(openAmount)} open`,
      'bad',
    ),
  FileFactRecorded: ({ fact, correction, recordedBy }) => {
    const { zh, en } = factInLine(fact);
    const tone = isBadNews(fact) ? 'bad' : 'neutral';
    return correction === undefined
      ? say(`${recordedBy} 记入档案：${zh}`, `${recordedBy} put into the file: ${en}`, tone)
      : say(
          `${recordedBy} 更正档案：${zh}（${correction}）`,
          `${recordedBy} corrected the file: ${en} (${correction})`,
          tone,
        );
  },
  FileFactWithdrawn: ({ factId, reason, withdrawnBy }) =>
    say(
      `${withdrawnBy} 撤回档案资料 ${factId}：${reason}`,
      `${withdrawnBy} withdrew ${factId} from the file: ${reason}`,
    ),
  SecurityOffered: ({ securityId, kind, description, appraisedValue, validTo }) =>
    say(
      `提供担保 ${securityId}：${securityWords[kind].zh}，${description}，评估价值 ${money(appraisedValue)} 元，有效期至 ${validTo}`,
      `Security ${securityId} was offered: ${securityWords[kind].en}, ${description}, appraised at CNY ${money(appraisedValue)}, valid to ${validTo}`,
      'good',
    ),
  SecurityRevalued: ({ securityId, appraisedValue, validTo, reason }) =>
    say(
      `担保 ${securityId} 重新估值为 ${money(appraisedValue)} 元，有效期至 ${validTo}：${reason}`,
      `Security ${securityId} was valued anew at CNY ${money(appraisedValue)}, valid to ${validTo}: ${reason}`,
    ),
  SecurityReleased: ({ securityId, reason, releasedBy }) =>
    say(
      `${releasedBy} 解除担保 ${securityId}：${reason}`,
      `${releasedBy} released security ${securityId}: ${reason}`,
      'warning',
    ),
  AttachmentAdded: ({ name, kind, addedBy }) =>
    say(
      `${addedBy} 添加附件 ${name}（${attachmentWords[kind].zh}）`,
      `${addedBy} attached ${name} (${attachmentWords[kind].en})`,
    ),
  AttachmentWithdrawn: ({ sha256, reason, withdrawnBy }) =>
    say(
      `${withdrawnBy} 撤回附件 ${sha256.slice(0, 12)}：${reason}`,
      `${withdrawnBy} withdrew attachment ${sha256.slice(0, 12)}: ${reason}`,
    ),
};
