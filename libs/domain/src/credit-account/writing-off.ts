import { later } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { exceeds, isNil, minus, plus, total } from '@app/kernel/yuan';
import { requireWriteOffAuthority } from '../authority/authority-policy';
import type { CreditAccount, Receivable, WriteOff } from './account';
import type { RecoverWriteOff, WriteOffReceivable } from './correcting-commands';
import { requireDate } from './deallocating';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { receivableOf } from './items';
import { settling, withReopened } from './settling';

const requireReceivable = (account: CreditAccount, receivableId: string): Receivable => {
  const receivable = receivableOf(account, receivableId);
  if (receivable === undefined) throw new Problem('unknown-receivable', { receivable: receivableId });
  return receivable;
};

const isRepeated = ({ data }: WriteOffReceivable, known: WriteOff | undefined): boolean => {
  if (known === undefined) return false;
  const { writeOffId, amount = known.amount, valueDate = known.valueDate } = data;
  const [before, now] = [`${known.amount} ${known.valueDate}`, `${amount} ${valueDate}`];
  if (before !== now) throw new Problem('same-id-other-content', { id: writeOffId, before, now });
  return true;
};

/** 坏账核销. The authority is measured on all that has been written off the receivable, so that parts of it need no less. */
export const writeOffReceivable = (command: WriteOffReceivable, account: CreditAccount): CreditAccountEvent[] => {
  const { authority, amount: asked, ...data } = command.data;
  const { customerId, receivableId, writeOffId, decidedBy, on } = data;
  const receivable = requireReceivable(account, receivableId);
  const { open, invoiceDate, openFrom, writeOffs = [] } = receivable;
  if (
    isRepeated(
      command,
      writeOffs.find((one) => one.writeOffId === writeOffId),
    )
  )
    return [];
  if (isNil(open)) throw new Problem('receivable-settled', { receivable: receivableId });
  const amount = asked ?? open;
  if (exceeds(amount, open)) throw new Problem('write-off-above-open', { receivable: receivableId, amount, open });
  const valueDate = data.valueDate ?? on;
  requireDate(valueDate, later(invoiceDate, openFrom ?? invoiceDate), on);
  const before = total(writeOffs.map((one) => minus(one.amount, one.recovered)));
  requireWriteOffAuthority(decidedBy, plus(before, amount), authority);
  const written: CreditAccountEvent = { type: 'ReceivableWrittenOff', data: { ...data, amount, valueDate } };
  const then = after(account, [written]);
  return [written, ...settling(then, receivableId, { customerId, valueDate, on, with: 'write-off' })];
};

/** Money is coming after all: so much is owed again, and is paid like anything else. */
export const recoverWriteOff = ({ data }: RecoverWriteOff, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, receivableId, writeOffId, recoveryId, amount, on } = data;
  const { writeOffs = [], recoveries = [] } = requireReceivable(account, receivableId);
  const before = recoveries.find(([id]) => id === recoveryId)?.[1];
  if (before !== undefined) {
    const now = `${writeOffId} ${amount} ${data.valueDate ?? before.split(' ')[2] ?? ''}`;
    if (before === now) return [];
    throw new Problem('same-id-other-content', { id: recoveryId, before, now });
  }
  const writeOff = writeOffs.find((one) => one.writeOffId === writeOffId);
  if (writeOff === undefined)
    throw new Problem('unknown-write-off', { writeOff: writeOffId, receivable: receivableId });
  const left = minus(writeOff.amount, writeOff.recovered);
  if (exceeds(amount, left)) throw new Problem('recovery-above-written-off', { writeOff: writeOffId, amount, left });
  const valueDate = data.valueDate ?? on;
  requireDate(valueDate, writeOff.valueDate, on);
  return withReopened(account, [{ type: 'WriteOffRecovered', data: { ...data, valueDate } }], { customerId, on });
};
