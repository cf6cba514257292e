import { CommandBus } from '@nestjs/cqrs';
import { AskCreditAccount } from '@app/cqrs/credit-account.command';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import type { RunningDesk } from './running-desk';

type Opening = Readonly<{ customerId: string; limit: string; on: string; grade?: string; termDays?: number }>;

/** Opens an account as a signed agreement does, without the application before it. */
export const openAccountOf = async (
  desk: Pick<RunningDesk, 'app'>,
  { customerId, limit, on, grade = '3A2', termDays = 60 }: Opening,
): Promise<void> => {
  const validTo = dateOf(`${String(Number(on.slice(0, 4)) + 1)}-12-31`);
  const terms = { limit: ofYuan(limit), grade, termDays, validFrom: dateOf(on), validTo };
  const data = { customerId, agreementId: `HT-${customerId}`, ...terms, on: dateOf(on) };
  const ask = new AskCreditAccount(customerId, { type: 'OpenAccount', data }, { by: 'approver-wang' });
  await desk.app.get(CommandBus).execute(ask);
};
