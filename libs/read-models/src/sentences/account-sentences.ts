import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { money, say, type Sentences } from './sentence';
import { limitSentences } from './limit-sentences';
import { correctionSentences } from './correction-sentences';
import { groupSentences } from './group-sentences';
import { holdingSentences } from './holding-sentences';
import { reservationSentences } from './reservation-sentences';
import { liftWords, ruleWords } from './words';

export const accountSentences: Sentences<CreditAccountEvent> = {
  ...limitSentences,
  ...reservationSentences,
  ...holdingSentences,
  ...groupSentences,
  ...correctionSentences,
  AccountOpened: ({ agreementId, limit, grade }) =>
    say(
      `专户生效：协议 ${agreementId}，信用等级 ${grade}，信用额度 ${money(limit)} 元`,
      `The credit account opened under agreement ${agreementId}: grade ${grade}, limit CNY ${money(limit)}`,
      'good',
    ),
  GreenChannelAllowed: ({ amount, expiresOn }) =>
    say(
      `绿色通道额度 ${money(amount)} 元生效，至 ${expiresOn}`,
      `A green-channel allowance of CNY ${money(amount)} holds until ${expiresOn}`,
      'good',
    ),
  ShipmentAuthorised: ({ shipmentId, amount, expiresOn }) =>
    say(
      `发货授权 ${shipmentId}：预占额度 ${money(amount)} 元，有效至 ${expiresOn}`,
      `Shipment ${shipmentId} was authorised: CNY ${money(amount)} reserved until ${expiresOn}`,
      'good',
    ),
  ShipmentRefused: ({ shipmentId, amount, rules }) => {
    const blocking = rules.filter(({ outcome }) => outcome === 'block').map(({ rule }) => ruleWords[rule]);
    return say(
      `拒绝发货 ${shipmentId}(${money(amount)} 元):${blocking.map(({ zh }) => zh).join('、')}`,
      `Shipment ${shipmentId} of CNY ${money(amount)} was refused: ${blocking.map(({ en }) => en).join(', ')}`,
      'bad',
    );
  },
  ShipmentDispatched: ({ shipmentId, dispatchId, amount }) =>
    say(
      `出库 ${dispatchId}：发货授权 ${shipmentId} 出库 ${money(amount)} 元`,
      `Dispatch ${dispatchId}: CNY ${money(amount)} of shipment ${shipmentId} left`,
    ),
  ReservationReleased: ({ shipmentId, amount, reason }) =>
    reason === 'expired'
      ? say(
          `发货授权 ${shipmentId} 过期，释放额度 ${money(amount)} 元`,
          `The authorisation of shipment ${shipmentId} expired; CNY ${money(amount)} is free again`,
        )
      : say(
          `发货授权 ${shipmentId} 释放额度 ${money(amount)} 元`,
          `The authorisation of shipment ${shipmentId} was released; CNY ${money(amount)} is free again`,
        ),
  ReceivableOpened: ({ receivableId, amount, invoiceDate, dueDate }) =>
    say(
      `应收账款 ${receivableId}：${money(amount)} 元，开票 ${invoiceDate}，到期 ${dueDate}`,
      `Receivable ${receivableId}: CNY ${money(amount)}, invoiced ${invoiceDate}, due ${dueDate}`,
    ),
  PaymentRecorded: ({ paymentId, amount, valueDate, means, reference }) =>
    means === 'netting'
      ? say(
          `抵销 ${paymentId}：${money(amount)} 元，${reference}，起息 ${valueDate}`,
          `Netting ${paymentId} of CNY ${money(amount)} with ${reference}, value date ${valueDate}`,
          'good',
        )
      : say(
          `回款 ${paymentId}：${money(amount)} 元，到账 ${valueDate}`,
          `Payment ${paymentId} of CNY ${money(amount)} came in, value date ${valueDate}`,
          'good',
        ),
  PaymentAllocated: ({ receivableId, paymentId, amount, credit }) =>
    credit === true
      ? say(
          `红字单 ${paymentId} 冲减 ${receivableId} ${money(amount)} 元`,
          `CNY ${money(amount)} of credit note ${paymentId} was taken to ${receivableId}`,
        )
      : say(
          `核销：回款 ${paymentId} 冲抵 ${receivableId} ${money(amount)} 元`,
          `CNY ${money(amount)} of payment ${paymentId} was allocated to ${receivableId}`,
        ),
  ReceivableSettled: ({ receivableId, with: means }) => {
    if (means === 'write-off')
      return say(
        `应收账款 ${receivableId} 已作坏账结清`,
        `Receivable ${receivableId} is settled by a write-off`,
        'bad',
      );
    return means === 'credit-note'
      ? say(`应收账款 ${receivableId} 已由红字单结清`, `Receivable ${receivableId} is settled by a credit note`)
      : say(`应收账款 ${receivableId} 已全部收回`, `Receivable ${receivableId} is paid in full`, 'good');
  },
  DisputeRaised: ({ receivableId, amount, reason, nonCredit, raisedBy }) =>
    say(
      `${raisedBy} 登记 ${receivableId} 的异议 ${money(amount)} 元${nonCredit ? '（非信用原因）' : ''}:${reason}`,
      `${raisedBy} recorded a dispute of CNY ${money(amount)} on ${receivableId}${nonCredit ? ' (not a credit matter)' : ''}: ${reason}`,
      'warning',
    ),
  DisputeClosed: ({ receivableId, outcome, closedBy }) =>
    say(
      `${closedBy} 了结 ${receivableId} 的异议：${outcome}`,
      `${closedBy} closed the dispute on ${receivableId}: ${outcome}`,
    ),
  ExtensionRequested: ({ receivableId, newDueDate, reason, requestedBy }) =>
    say(
      `${requestedBy} 申请 ${receivableId} 延期至 ${newDueDate}:${reason}`,
      `${requestedBy} asked to extend ${receivableId} to ${newDueDate}: ${reason}`,
    ),
  ExtensionGranted: ({ receivableId, dueDateBefore, dueDate, decidedBy }) =>
    say(
      `${decidedBy} 同意 ${receivableId} 延期：${dueDateBefore} → ${dueDate}`,
      `${decidedBy} extended ${receivableId} from ${dueDateBefore} to ${dueDate}`,
      'good',
    ),
  ExtensionRefused: ({ receivableId, reason, decidedBy }) =>
    reason === 'asked-after-due-date'
      ? say(
          `${receivableId} 的延期未获准：到期日后才提出`,
          `The extension of ${receivableId} was refused: it was asked for after the due date`,
          'warning',
        )
      : say(
          `${decidedBy} 不同意 ${receivableId} 延期：${reason}`,
          `${decidedBy} refused the extension of ${receivableId}: ${reason}`,
          'warning',
        ),
  ShipmentsHeld: ({ receivableId }) =>
    say(`因 ${receivableId} 逾期停止发货`, `Shipments are on hold because of ${receivableId}`, 'bad'),
  HoldLifted: ({ receivableId, reason, note }) =>
    say(
      `解除因 ${receivableId} 的停止发货：${liftWords[reason].zh}${note === '' ? '' : `，${note}`}`,
      `The hold because of ${receivableId} was lifted: ${liftWords[reason].en}${note === '' ? '' : `, ${note}`}`,
      'good',
    ),
  CustomerBlacklisted: ({ receivableId }) =>
    say(`因 ${receivableId} 列入黑名单`, `The customer was blacklisted because of ${receivableId}`, 'bad'),
  BlacklistLifted: ({ reason, liftedBy }) =>
    say(`${liftedBy} 移出黑名单：${reason}`, `${liftedBy} took the customer off the blacklist: ${reason}`, 'good'),
};
