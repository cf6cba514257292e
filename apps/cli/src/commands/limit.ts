import { shipmentCheckQuery, type ShipmentCheck } from '@app/contracts/shipment';
import { CheckShipment } from '@app/cqrs/shipment-check.query';
import { Problem } from '@app/kernel/problem';
import type { Yuan } from '@app/kernel/yuan';
import { exposureTable } from '../exposure-table';
import { parsedInput } from '../parsed-input';
import { grouped } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { typedAmount } from '../typed-amount';
import { withDesk } from '../with-desk';

const MARKS = { pass: '✓', warn: '!', block: '✗' } as const;

const amountOf = (text: string): Yuan => {
  const typed = typedAmount(text);
  if ('fault' in typed) throw new Problem(typed.fault, { value: text });
  return typed.amount;
};

export type LimitOptions = Readonly<{
  amount: string;
  deliverOn?: string;
  terms?: string;
  goods?: string;
  approval?: string;
  at?: string;
}>;

const answerOf = ({ decision, amount, knownAt }: ShipmentCheck, { words }: Terminal): string => {
  const facts = { amount: grouped(amount), at: knownAt ?? '' };
  if (knownAt !== undefined)
    return decision === 'yes'
      ? words({ zh: '{at} 时可以发货 {amount}', en: 'At {at}: yes, {amount} might have been shipped' }, facts)
      : words({ zh: '{at} 时不可发货 {amount}', en: 'At {at}: no, {amount} might not have been shipped' }, facts);
  return decision === 'yes'
    ? words({ zh: '可以发货 {amount}', en: 'Yes, {amount} may be shipped' }, facts)
    : words({ zh: '不可发货 {amount}', en: 'No, {amount} may not be shipped' }, facts);
};

/** May so much be shipped to the customer? Exit code 0: yes, 1: no. */
export const limit = async (customerId: string, options: LimitOptions, out: Terminal): Promise<ExitCode> => {
  const { deliverOn, terms: termDays, goods, approval: approvalId, at: instant } = options;
  const given = { amount: amountOf(options.amount), deliverOn, termDays, goods, approvalId, at: instant };
  const { at, ...asked } = parsedInput(shipmentCheckQuery, given, out);
  const check = await withDesk(out, (desk) =>
    desk.queries.execute(new CheckShipment(customerId, asked, out.language, at)),
  );
  const rules = check.rules.map(({ outcome, text }) => `${MARKS[outcome]} ${text}`).join('\n');
  const ways = check.waysOut.map(({ text }) => `→ ${text}`).join('\n');
  const whole = [answerOf(check, out), exposureTable(check.exposure, out), rules, ways];
  out.show(whole.filter((part) => part !== '').join('\n\n'), check);
  return check.decision === 'yes' ? 0 : 1;
};
