import type { DataOf } from '@app/kernel/message';
import type { ProblemDetail } from '@app/kernel/problem';
import type { BankLineEvent } from '../bank-line/events';
import type { Ask } from './asks';

type Accepted = DataOf<BankLineEvent, 'BankLineAccepted'>;

const because = ({ code, facts }: ProblemDetail) => ({ code, facts });

/**
 * The money of an accepted line becomes a payment, whatever has happened to the customer's receivables meanwhile: where it no
 * longer fits, it goes to the oldest first; where the account cannot take it at all, the line is open again and says why.
 */
const pay = ({ lineId, customerId, paymentId, amount, valueDate, reference, allocate, on }: Accepted): Ask => {
  const payment = { customerId, paymentId, amount, valueDate, reference, means: 'transfer' as const, on };
  const which = { lineId, customerId, paymentId, on };
  const refused = (problem: ProblemDetail): Ask[] => [
    {
      aggregate: 'bankLine',
      id: lineId,
      command: { type: 'NoteRefused', data: { ...which, because: because(problem) } },
    },
  ];
  const oldestFirst: Ask = {
    aggregate: 'creditAccount',
    id: customerId,
    command: { type: 'RecordPayment', data: payment },
    ifRefused: refused,
  };
  if (allocate === undefined) return oldestFirst;
  return {
    aggregate: 'creditAccount',
    id: customerId,
    command: { type: 'RecordPayment', data: { ...payment, allocate } },
    ifRefused: (problem) => [
      oldestFirst,
      {
        aggregate: 'bankLine',
        id: lineId,
        command: { type: 'NotePlacedOtherwise', data: { ...which, because: because(problem) } },
      },
    ],
  };
};

/** What people decide about money at the bank is told to the account of the customer. */
export const asksOfBankLine = (event: BankLineEvent): Ask[] => {
  switch (event.type) {
    case 'BankLineAccepted':
      return [pay(event.data)];
    case 'BankLineReleased':
    case 'BankBounceAccepted':
    case 'BankLineImported':
    case 'BankLinePlacedOtherwise':
    case 'BankLineRefused':
    case 'BankLineSetAside':
    case 'BankLineReturned':
      return [];
  }
};
