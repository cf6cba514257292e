import type { DataOf } from '@app/kernel/message';
import type { BankLineEvent } from './events';

type Data<Type extends BankLineEvent['type']> = DataOf<BankLineEvent, Type>;

/** What has become of the money. `open` and `set-aside` are unidentified cash; `accepted` is a payment of a customer. */
export type BankLineStanding =
  | Readonly<{ state: 'open'; refusal?: Data<'BankLineRefused'> }>
  | Readonly<{ state: 'set-aside'; reason: string; by: string; on: string }>
  | Readonly<{ state: 'returned'; reason: string; by: string; on: string }>
  | Readonly<{
      state: 'accepted';
      acceptance: Data<'BankLineAccepted'>;
      otherwise?: Data<'BankLinePlacedOtherwise'>['because'];
    }>
  | Readonly<{ state: 'bounced'; bounce: Data<'BankBounceAccepted'> }>;

export type BankLine = Readonly<{
  imported: Data<'BankLineImported'>;
  standing: BankLineStanding;
  /** Every payment that this line was ever accepted as: an id is used once. */
  paymentIds: readonly string[];
}>;
export type BankLineState = BankLine | undefined;

export const evolve = (line: BankLineState, event: BankLineEvent): BankLineState => {
  const { type, data } = event;
  if (type === 'BankLineImported') return { imported: data, standing: { state: 'open' }, paymentIds: [] };
  if (line === undefined) return undefined;
  switch (type) {
    case 'BankLineAccepted':
      return {
        ...line,
        standing: { state: 'accepted', acceptance: data },
        paymentIds: [...line.paymentIds, data.paymentId],
      };
    case 'BankLinePlacedOtherwise':
      return line.standing.state === 'accepted'
        ? { ...line, standing: { ...line.standing, otherwise: data.because } }
        : line;
    case 'BankLineRefused':
      return { ...line, standing: { state: 'open', refusal: data } };
    case 'BankLineSetAside':
      return { ...line, standing: { state: 'set-aside', reason: data.reason, by: data.setAsideBy, on: data.on } };
    case 'BankLineReturned':
      return { ...line, standing: { state: 'returned', reason: data.reason, by: data.returnedBy, on: data.on } };
    case 'BankLineReleased':
      return { ...line, standing: { state: 'open' } };
    case 'BankBounceAccepted':
      return { ...line, standing: { state: 'bounced', bounce: data } };
  }
};
