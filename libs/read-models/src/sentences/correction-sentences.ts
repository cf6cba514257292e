import type { CorrectingEvent } from '@app/domain/credit-account/evolve-corrections';
import { money, say, type Sentences } from './sentence';

export const correctionSentences: Sentences<CorrectingEvent> = {
  PaymentDeallocated: ({ receivableId, paymentId, amount, credit, reason, deallocatedBy }) =>
    say(
      `${deallocatedBy} 撤销核销：${credit === true ? '红字单' : '回款'} ${paymentId} 冲抵 ${receivableId} 的 ${money(amount)} 元：${reason}`,
      `${deallocatedBy} took CNY ${money(amount)} of ${credit === true ? 'credit note' : 'payment'} ${paymentId} back from ${receivableId}: ${reason}`,
      'warning',
    ),
  PaymentReversed: ({ paymentId, amount, cause, reason, reversedBy }) =>
    say(
      `${reversedBy} 冲回回款 ${paymentId} ${money(amount)} 元（${cause === 'bounced' ? '退票' : '记账错误'}）：${reason}`,
      `${reversedBy} reversed payment ${paymentId} of CNY ${money(amount)} (${cause === 'bounced' ? 'bounced' : 'entered by mistake'}): ${reason}`,
      'bad',
    ),
  CreditNoteIssued: ({ creditNoteId, amount, corrects, reason, issuedBy }) =>
    say(
      `${issuedBy} 开具红字单 ${creditNoteId} ${money(amount)} 元${corrects === undefined ? '' : `，冲减 ${corrects}`}：${reason}`,
      `${issuedBy} issued credit note ${creditNoteId} of CNY ${money(amount)}${corrects === undefined ? '' : ` on ${corrects}`}: ${reason}`,
    ),
  CreditNoteCancelled: ({ creditNoteId, amount, reason, cancelledBy }) =>
    say(
      `${cancelledBy} 撤销红字单 ${creditNoteId} ${money(amount)} 元：${reason}`,
      `${cancelledBy} cancelled credit note ${creditNoteId} of CNY ${money(amount)}: ${reason}`,
      'warning',
    ),
  ReceivableReopened: ({ receivableId, open }) =>
    say(
      `应收账款 ${receivableId} 重新未收 ${money(open)} 元`,
      `CNY ${money(open)} of receivable ${receivableId} is owed again`,
      'warning',
    ),
  ReceivableWrittenOff: ({ receivableId, amount, reason, decidedBy }) =>
    say(
      `${decidedBy} 核销坏账 ${receivableId} ${money(amount)} 元：${reason}`,
      `${decidedBy} wrote CNY ${money(amount)} of ${receivableId} off: ${reason}`,
      'bad',
    ),
  WriteOffRecovered: ({ receivableId, amount }) =>
    say(
      `已核销坏账 ${receivableId} 收回 ${money(amount)} 元`,
      `CNY ${money(amount)} that had been written off ${receivableId} was recovered`,
      'good',
    ),
  InterestCharged: ({ interestId, amount, from, to, chargedBy }) =>
    say(
      `${chargedBy} 计收逾期利息 ${interestId} ${money(amount)} 元（${from} 至 ${to}）`,
      `${chargedBy} charged interest ${interestId} of CNY ${money(amount)} on arrears from ${from} to ${to}`,
    ),
  ExchangeDifferenceBooked: ({ receivableId, amount }) =>
    say(
      `${receivableId} 汇兑${amount.startsWith('-') ? '损失' : '收益'} ${money(amount)} 元`,
      `An exchange ${amount.startsWith('-') ? 'loss' : 'gain'} of CNY ${money(amount)} on ${receivableId} was realised`,
    ),
};
