import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import type { RuleOutcome } from '@app/kernel/rule-outcome';
import { money, say, type Sentences } from './sentence';
import { checkpointWords, ruleWords } from './words';

type OfReservations = Extract<
  CreditAccountEvent,
  { type: 'ShipmentCalledOff' | 'ReservationAmended' | 'AmendmentRefused' | 'CheckpointPassed' | 'CheckpointRefused' }
>;

const blocking = (rules: readonly RuleOutcome[]) =>
  rules.filter(({ outcome }) => outcome === 'block').map(({ rule }) => ruleWords[rule]);

export const reservationSentences: Sentences<OfReservations> = {
  ShipmentCalledOff: ({ shipmentId, amount, expiresOn }) =>
    say(
      `远期计划 ${shipmentId} 已调用：预占额度 ${money(amount)} 元，有效至 ${expiresOn}`,
      `Shipment ${shipmentId} was called off: CNY ${money(amount)} reserved until ${expiresOn}`,
      'good',
    ),
  ReservationAmended: ({ shipmentId, amendmentId, amountBefore, amount, expiresOn }) =>
    say(
      `发货授权 ${shipmentId} 变更 ${amendmentId}：${money(amountBefore)} → ${money(amount)} 元，有效至 ${expiresOn}`,
      `Amendment ${amendmentId} of shipment ${shipmentId}: CNY ${money(amountBefore)} → ${money(amount)}, until ${expiresOn}`,
    ),
  AmendmentRefused: ({ shipmentId, amendmentId, amount, rules }) =>
    say(
      `拒绝变更 ${amendmentId}（${shipmentId} 改为 ${money(amount)} 元）：${blocking(rules)
        .map(({ zh }) => zh)
        .join('、')}`,
      `Amendment ${amendmentId} of shipment ${shipmentId} to CNY ${money(amount)} was refused: ${blocking(rules)
        .map(({ en }) => en)
        .join(', ')}`,
      'bad',
    ),
  CheckpointPassed: ({ shipmentId, checkpoint }) =>
    say(
      `${shipmentId} 通过${checkpointWords[checkpoint].zh}`,
      `Shipment ${shipmentId} passed ${checkpointWords[checkpoint].en}`,
      'good',
    ),
  CheckpointRefused: ({ shipmentId, checkpoint, rules }) =>
    say(
      `${shipmentId} 未通过${checkpointWords[checkpoint].zh}：${blocking(rules)
        .map(({ zh }) => zh)
        .join('、')}`,
      `Shipment ${shipmentId} was stopped at ${checkpointWords[checkpoint].en}: ${blocking(rules)
        .map(({ en }) => en)
        .join(', ')}`,
      'bad',
    ),
};
