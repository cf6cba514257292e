import { Problem } from '@app/kernel/problem';
import type { CreditAccount } from './account';
import type { ReversePayment } from './correcting-commands';
import { requireDate } from './deallocating';
import type { CreditAccountEvent } from './events';
import { billOf, paymentOf } from './items';
import { withReopened } from './settling';
import { freeFrom, unwinding } from './taking-back';

/**
 * Money that did not come after all: bounced, then it counts up to that day, or entered by mistake, then it was never there.
 * What it paid is owed again.
 */
export const reversePayment = ({ data }: ReversePayment, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, paymentId, cause, reason, reversedBy, on } = data;
  const payment = paymentOf(account, paymentId);
  if (payment === undefined || payment.credit === true) throw new Problem('unknown-payment', { payment: paymentId });
  if (payment.reversal !== undefined) {
    const [causeThen = '', dayThen = ''] = payment.reversal.split(' ');
    const now = `${cause} ${data.valueDate ?? dayThen}`;
    if (payment.reversal === now) return [];
    throw new Problem('payment-reversed-otherwise', { payment: paymentId, cause: causeThen, valueDate: dayThen });
  }
  if (billOf(account, paymentId) !== undefined) throw new Problem('bill-is-dishonoured', { bill: paymentId });
  const first = freeFrom(payment);
  const valueDate = data.valueDate ?? (cause === 'bounced' ? on : first);
  requireDate(valueDate, first, on);
  const from = data.valueDate === undefined && cause === 'mistake' ? payment.valueDate : valueDate;
  const unwound = unwinding(account, { paymentId, from, as: 'reversal' }, { customerId, reason, by: reversedBy, on });
  const reversed: CreditAccountEvent = {
    type: 'PaymentReversed',
    data: { customerId, paymentId, amount: payment.amount, cause, valueDate, reason, reversedBy, on },
  };
  return withReopened(account, [...unwound, reversed], { customerId, on });
};
