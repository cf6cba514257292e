import { receivablePath } from '@app/contracts/credit-account';
import {
  recoverWriteOff,
  recoveryPath,
  writeOffPath,
  writeOffReceivable,
  type ReceivableReply,
} from '@app/contracts/write-offs';
import { parsedInput } from '../parsed-input';
import { signature } from '../signature';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { amountOf } from '../typed-wish';
import { withDesk } from '../with-desk';

const show = (receivable: ReceivableReply, out: Terminal): ExitCode => {
  const { words } = out;
  const { receivableId, amount, open, dueDate, credited, writeOffs, reward } = receivable;
  const figures = table(
    [receivableId, ''],
    [
      [words({ zh: '金额', en: 'Amount' }), grouped(amount)],
      [words({ zh: '未收', en: 'Open' }), grouped(open)],
      [words({ zh: '到期日', en: 'Due' }), dueDate],
      [words({ zh: '已冲减', en: 'Credited' }), grouped(credited)],
      ...(reward === undefined ? [] : [[words({ zh: '付款奖励', en: 'Reward' }), reward]]),
    ],
  );
  const given = table(
    [
      words({ zh: '坏账核销', en: 'Written off' }),
      words({ zh: '起息日', en: 'Value date' }),
      words({ zh: '金额', en: 'Amount' }),
      words({ zh: '已收回', en: 'Recovered' }),
    ],
    writeOffs.map((one) => [one.writeOffId, one.valueDate, grouped(one.amount), grouped(one.recovered)]),
  );
  out.show(writeOffs.length === 0 ? figures : `${figures}\n\n${given}`, receivable);
  return 0;
};

type Deciding = Readonly<{ by: string; amount?: string; valueDate?: string; reason: string }>;

export const recordWriteOff = async (
  customerId: string,
  receivableId: string,
  writeOffId: string,
  { by, amount, valueDate, reason }: Deciding,
  out: Terminal,
): Promise<ExitCode> => {
  const path = parsedInput(writeOffPath, { customerId, receivableId, writeOffId }, out);
  const given = { valueDate, reason, ...(amount !== undefined && { amount: amountOf(amount) }) };
  const [body, metadata] = [parsedInput(writeOffReceivable, given, out), { by: signature(by) }];
  return show(await withDesk(out, ({ payments }) => payments.writeOff(path, body, metadata)), out);
};

type Recovering = Readonly<{ writeOff: string; by: string; amount: string; valueDate?: string }>;

export const recordRecovery = async (
  customerId: string,
  receivableId: string,
  recoveryId: string,
  { writeOff: writeOffId, by, amount, valueDate }: Recovering,
  out: Terminal,
): Promise<ExitCode> => {
  const path = parsedInput(recoveryPath, { customerId, receivableId, writeOffId, recoveryId }, out);
  const body = parsedInput(recoverWriteOff, { amount: amountOf(amount), valueDate }, out);
  const metadata = { by: signature(by) };
  return show(await withDesk(out, ({ payments }) => payments.recover(path, body, metadata)), out);
};

export const showWriteOffs = async (customerId: string, receivableId: string, out: Terminal): Promise<ExitCode> => {
  const path = parsedInput(receivablePath, { customerId, receivableId }, out);
  return show(await withDesk(out, ({ papers }) => papers.receivable(path)), out);
};
