import { isBefore } from '@app/kernel/business-date';
import type { Decider } from '@app/kernel/decider';
import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import { exceeds, minus } from '@app/kernel/yuan';
import type { NamedAllocation } from '../credit-account/payment-wish';
import { evolve, type BankLine, type BankLineState } from './bank-line';
import type {
  AcceptBankLine,
  AcceptBounce,
  BankLineCommand,
  ImportBankLine,
  NotePlacedOtherwise,
  NoteRefused,
  ReleaseBankLine,
  ReturnBankLine,
  SetBankLineAside,
} from './commands';
import type { BankLineEvent } from './events';

/** Two files may tell the same entry in other words; the money has to be the same. */
const money = ({ account, kind, amount, currency }: ImportBankLine['data']) => ({ account, kind, amount, currency });

const importLine = ({ data }: ImportBankLine, line: BankLineState): BankLineEvent[] => {
  if (line === undefined) return [{ type: 'BankLineImported', data }];
  const before = money(line.imported);
  if (sameContent(before, money(data))) return [];
  throw new Problem('same-id-other-content', { id: data.lineId, ...firstDifference(before, money(data)) });
};

const requireFitting = ({ imported: { amount } }: BankLine, named: readonly NamedAllocation[]): void => {
  const seen = new Set<string>();
  let left = amount;
  for (const { receivableId, amount: taken } of named) {
    if (seen.has(receivableId)) throw new Problem('allocation-twice', { receivable: receivableId });
    if (exceeds(taken, left)) throw new Problem('allocation-above-payment', { amount: taken, left });
    seen.add(receivableId);
    left = minus(left, taken);
  }
};

const requireFree = ({ imported: { lineId: line }, standing }: BankLine): void => {
  if (standing.state === 'accepted') {
    const { customerId: customer } = standing.acceptance;
    throw new Problem('bank-line-accepted', { line, customer });
  }
  if (standing.state === 'returned') throw new Problem('bank-line-returned', { line });
  if (standing.state === 'bounced') throw new Problem('bank-line-bounced', { line });
};

/** The first payment goes by the name of the line, each later one is numbered. */
const nextPaymentId = ({ imported: { lineId }, paymentIds }: BankLine): string =>
  paymentIds.length === 0 ? lineId : `${lineId}.${paymentIds.length + 1}`;

const accept = ({ data }: AcceptBankLine, line: BankLine): BankLineEvent[] => {
  const { imported, standing } = line;
  const { lineId, customerId, allocate, confidence, rules, acceptedBy, on } = data;
  if (imported.kind === 'bounce') throw new Problem('bank-line-is-bounce', { line: lineId });
  if (standing.state === 'accepted' && standing.acceptance.customerId === customerId) {
    const before = standing.acceptance.allocate;
    // A resend may leave the receivables out.
    if (allocate === undefined || sameContent(before, allocate)) return [];
    throw new Problem('same-id-other-content', { id: lineId, ...firstDifference(before ?? [], allocate) });
  }
  requireFree(line);
  if (isBefore(on, imported.valueDate)) throw new Problem('date-order', { first: imported.valueDate, second: on });
  if (allocate !== undefined) requireFitting(line, allocate);
  const { amount, valueDate, reference, remittance } = imported;
  const accepted = {
    ...{ lineId, customerId, paymentId: nextPaymentId(line), amount, valueDate },
    reference: reference ?? remittance.slice(0, REFERENCE_MAX),
    ...(allocate !== undefined && { allocate: [...allocate] }),
    ...(confidence !== undefined && { confidence }),
    ...(rules !== undefined && { rules: [...rules] }),
    ...{ acceptedBy, on },
  };
  return [{ type: 'BankLineAccepted', data: accepted }];
};
/** As much of the remittance text names a payment that the bank gave no reference. */
const REFERENCE_MAX = 140;

const setAside = ({ data }: SetBankLineAside, line: BankLine): BankLineEvent[] => {
  requireFree(line);
  const isSame = line.standing.state === 'set-aside' && line.standing.reason === data.reason;
  return isSame ? [] : [{ type: 'BankLineSetAside', data }];
};

const giveBack = ({ data }: ReturnBankLine, line: BankLine): BankLineEvent[] => {
  if (line.imported.kind === 'bounce') throw new Problem('bank-line-is-bounce', { line: data.lineId });
  if (line.standing.state === 'returned' && line.standing.reason === data.reason) return [];
  requireFree(line);
  return [{ type: 'BankLineReturned', data }];
};

const release = ({ data }: ReleaseBankLine, line: BankLine): BankLineEvent[] => {
  const { standing, paymentIds } = line;
  const { lineId, paymentId } = data;
  if (standing.state === 'accepted' && standing.acceptance.paymentId === paymentId) {
    const { customerId, valueDate } = standing.acceptance;
    return [{ type: 'BankLineReleased', data: { ...data, customerId, valueDate } }];
  }
  if (paymentIds.includes(paymentId)) return [];
  throw new Problem('bank-line-not-accepted', { line: lineId, payment: paymentId });
};

const acceptBounce = ({ data }: AcceptBounce, line: BankLine): BankLineEvent[] => {
  const { imported, standing } = line;
  if (imported.kind !== 'bounce') throw new Problem('bank-line-no-bounce', { line: data.lineId });
  if (standing.state === 'bounced') {
    const { customerId, paymentId } = standing.bounce;
    if (customerId === data.customerId && paymentId === data.paymentId) return [];
    throw new Problem('same-id-other-content', { id: data.lineId, before: paymentId, now: data.paymentId });
  }
  return [{ type: 'BankBounceAccepted', data: { ...data, valueDate: imported.valueDate } }];
};

/** What the account said of an acceptance counts only while that is the one that stands. */
const note = ({ type, data }: NotePlacedOtherwise | NoteRefused, { standing }: BankLine): BankLineEvent[] => {
  if (standing.state === 'bounced')
    return type === 'NoteRefused' && standing.bounce.paymentId === data.paymentId
      ? [{ type: 'BankLineRefused', data }]
      : [];
  if (standing.state !== 'accepted' || standing.acceptance.paymentId !== data.paymentId) return [];
  if (type === 'NoteRefused') return [{ type: 'BankLineRefused', data }];
  return standing.otherwise === undefined ? [{ type: 'BankLinePlacedOtherwise', data }] : [];
};

const decideOn = (command: Exclude<BankLineCommand, ImportBankLine>, line: BankLine): BankLineEvent[] => {
  switch (command.type) {
    case 'AcceptBankLine':
      return accept(command, line);
    case 'SetBankLineAside':
      return setAside(command, line);
    case 'ReturnBankLine':
      return giveBack(command, line);
    case 'ReleaseBankLine':
      return release(command, line);
    case 'AcceptBounce':
      return acceptBounce(command, line);
    case 'NotePlacedOtherwise':
    case 'NoteRefused':
      return note(command, line);
  }
};

/** One entry of a bank statement, on the stream `bankLine-<id>`: whose money it is, as people decide. */
export const bankLine: Decider<BankLineState, BankLineCommand, BankLineEvent> = {
  category: 'bankLine',
  initial: undefined,
  evolve,
  decide: (command, state) => {
    if (command.type === 'ImportBankLine') return importLine(command, state);
    if (state === undefined) throw new Problem('unknown-bank-line', { line: command.data.lineId });
    return decideOn(command, state);
  },
};
