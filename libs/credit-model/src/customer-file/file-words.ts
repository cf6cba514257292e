import type { Bilingual } from '@app/kernel/language';
import { withCommas as money } from '@app/kernel/yuan';
import { words } from '../explanation/explanation-node';
import type { AttachmentKind, FileFact } from './file-facts';

export const attachmentWords: Readonly<Record<AttachmentKind, Bilingual>> = {
  licence: words('营业执照', 'business licence'),
  statement: words('财务报表', 'financial statement'),
  audit: words('审计报告', 'audit report'),
  photo: words('照片', 'photograph'),
  contract: words('合同', 'contract'),
  other: words('其他资料', 'other paper'),
};

const standing: Readonly<Record<Extract<FileFact, { kind: 'bank-relation' }>['standing'], Bilingual>> = {
  good: words('正常', 'in good standing'),
  watched: words('关注', 'watched'),
  overdue: words('逾期', 'overdue'),
  unknown: words('未知', 'standing unknown'),
};

const paysOnTime: Readonly<Record<Extract<FileFact, { kind: 'trade-reference' }>['paysOnTime'], Bilingual>> = {
  always: words('总是按期付款', 'always pays on time'),
  mostly: words('多数按期付款', 'mostly pays on time'),
  late: words('经常拖欠', 'pays late'),
  unknown: words('付款情况不明', 'how it pays is not known'),
};

const litigation: Readonly<Record<Extract<FileFact, { kind: 'litigation' }>['about'], Bilingual>> = {
  'sued-by-supplier': words('被供应商起诉追讨货款', 'sued by a supplier for payment'),
  enforcement: words('被法院强制执行', 'under enforcement by a court'),
  'dishonest-list': words('列入失信被执行人名单', 'on the list of dishonest debtors'),
  penalty: words('受到行政处罚', 'fined by an authority'),
};

/** What the file knows, in a line. */
export const factInLine = (fact: FileFact): Bilingual => {
  switch (fact.kind) {
    case 'owner':
      return words(`股东 ${fact.name} 持股 ${fact.sharePercent}%`, `owner ${fact.name} holds ${fact.sharePercent}%`);
    case 'bank-account':
      return words(
        `${fact.bank} 账户，尾号 ${fact.accountLast4}`,
        `an account at ${fact.bank} ending in ${fact.accountLast4}`,
      );
    case 'bank-relation': {
      const { zh, en } = standing[fact.standing];
      const [used, facility] = [money(fact.used), money(fact.facility)];
      return words(
        `${fact.bank} 授信 ${facility} 元，已用 ${used} 元，${zh}`,
        `${fact.bank} lends CNY ${facility}, of which CNY ${used} is used, ${en}`,
      );
    }
    case 'trade-reference': {
      const { zh, en } = paysOnTime[fact.paysOnTime];
      return words(`供应商 ${fact.supplier} 反映：${zh}`, `supplier ${fact.supplier} says: ${en}`);
    }
    case 'litigation': {
      const { zh, en } = litigation[fact.about];
      const isOpen = fact.status === 'open';
      return words(
        `${zh}，案号 ${fact.caseNumber}${isOpen ? '，未结' : '，已结'}`,
        `${en}, case ${fact.caseNumber}, ${fact.status}`,
      );
    }
    case 'contact':
      return words(`联系人 ${fact.name}（${fact.role}）`, `contact ${fact.name} (${fact.role})`);
    case 'note':
      return words(`备注：${fact.text}`, `note: ${fact.text}`);
  }
};

/** An open case against the customer, or a bank that waits for its money, is bad news. */
export const isBadNews = (fact: FileFact): boolean =>
  (fact.kind === 'litigation' && fact.status === 'open') ||
  (fact.kind === 'bank-relation' && fact.standing === 'overdue') ||
  (fact.kind === 'trade-reference' && fact.paysOnTime === 'late');
