import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import { isPositive, minus, nil, plus, total, type Yuan } from '@app/kernel/yuan';
import {
  agreementOn,
  disputedOf,
  openReceivables,
  unallocatedCash,
  type Agreement,
  type Allowance,
  type CreditAccount,
} from './account';

/** What an account stands at, apart from the day: the figures that `available` needs. */
export type Position = Readonly<{
  agreement: Agreement | undefined;
  allowances: readonly Allowance[];
  reserved: Yuan;
  receivables: Yuan;
  /** Part of `receivables`. */
  disputed: Yuan;
  unallocatedCash: Yuan;
}>;

export type Exposure = Readonly<{
  limit: Yuan;
  greenChannel: Yuan;
  reserved: Yuan;
  receivables: Yuan;
  disputed: Yuan;
  unallocatedCash: Yuan;
  exposure: Yuan;
  available: Yuan;
}>;

export const positionOf = (account: CreditAccount): Position => {
  const open = openReceivables(account);
  return {
    agreement: account.agreement,
    allowances: [...account.allowances.values()],
    reserved: total([...account.reservations.values()].map((reservation) => reservation.open)),
    receivables: total(open.map((receivable) => receivable.open)),
    disputed: total(open.map(({ receivableId }) => disputedOf(account, receivableId))),
    unallocatedCash: unallocatedCash(account),
  };
};

export const isInForce = (agreement: Agreement | undefined, on: BusinessDate): agreement is Agreement =>
  agreement !== undefined && !isBefore(on, agreement.validFrom) && !isBefore(agreement.validTo, on);

/**
 * The one formula for what may still be shipped: the decider refuses by it, every screen shows it.
 * exposure = reserved + open receivables − unallocated cash (when the policy counts it);
 * available = limit in force + live green-channel allowances − exposure, and may be negative.
 */
export const exposureOn = (position: Position, on: BusinessDate, countUnallocatedCash: boolean): Exposure => {
  const { allowances, reserved, receivables, disputed, unallocatedCash: cash } = position;
  const agreement = agreementOn(position.agreement, on);
  const limit = isInForce(agreement, on) ? agreement.limit : nil;
  const live = allowances.filter(({ expiresOn }) => !isBefore(expiresOn, on));
  const greenChannel = total(live.map(({ amount }) => amount));
  const owed = plus(reserved, receivables);
  const exposure = countUnallocatedCash && isPositive(cash) ? minus(owed, cash) : owed;
  const available = minus(plus(limit, greenChannel), exposure);
  return { limit, greenChannel, reserved, receivables, disputed, unallocatedCash: cash, exposure, available };
};
