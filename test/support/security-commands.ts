import type { CreditAccountCommand, PlaceHold, ReceiveBill, ReceiveDeposit } from '@app/domain/credit-account/commands';
import type { CustomerStanding } from '@app/domain/credit-account/asked';
import type { StepName } from '@app/domain/follow-up/ladder-policy';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { customerId, firstOfMarch } from './account-events';
import { currentAuthority as authority } from './policies-on-disk';

// Bills, deposits, holds, follow-up steps and the group of the account of account-events.
type Accepting = {
  maturesOn?: string;
  on?: string;
  kind?: 'bank' | 'commercial';
  named?: readonly (readonly [string, string])[];
};
export const acceptBill = (billId: string, amount: string, how: Accepting = {}): ReceiveBill => {
  const { maturesOn = '2026-09-01', on = firstOfMarch, kind = 'bank', named } = how;
  const drawn = { kind, drawer: '吉林银行', maturesOn: dateOf(maturesOn), on: dateOf(on) };
  const allocate = named?.map(([receivableId, part]) => ({ receivableId, amount: ofYuan(part) }));
  const data = { customerId, billId, amount: ofYuan(amount), ...drawn, ...(allocate !== undefined && { allocate }) };
  return { type: 'ReceiveBill', data };
};
export const honour = (billId: string, day = firstOfMarch): CreditAccountCommand => ({
  type: 'HonourBill',
  data: { customerId, billId, valueDate: dateOf(day), on: dateOf(day) },
});
export const dishonour = (billId: string, day = firstOfMarch): CreditAccountCommand => ({
  type: 'DishonourBill',
  data: { customerId, billId, reason: 'no cover', on: dateOf(day) },
});

export const deposit = (depositId: string, amount: string, day = firstOfMarch): ReceiveDeposit => ({
  type: 'ReceiveDeposit',
  data: { customerId, depositId, amount: ofYuan(amount), reference: 'deposit', on: dateOf(day) },
});
export const giveBack = (
  depositId: string,
  returnId: string,
  amount: string,
  day = firstOfMarch,
): CreditAccountCommand => ({
  type: 'ReturnDeposit',
  data: { customerId, depositId, returnId, amount: ofYuan(amount), on: dateOf(day) },
});

type Placing = { cause?: 'manual' | 'agreement-suspended'; reason?: string; by?: string; on?: string };
export const place = (holdId: string, how: Placing = {}): PlaceHold => {
  const { cause = 'manual', reason = 'cannot be reached', by: placedBy = 'approver-wang', on = firstOfMarch } = how;
  return { type: 'PlaceHold', data: { customerId, holdId, cause, reason, placedBy, authority, on: dateOf(on) } };
};
export const remove = (holdId: string, day = firstOfMarch, removedBy = 'approver-zhao'): CreditAccountCommand => ({
  type: 'RemoveHold',
  data: { customerId, holdId, reason: 'has called', removedBy, authority, on: dateOf(day) },
});
export const note = (receivableId: string, step: StepName, day = firstOfMarch): CreditAccountCommand => ({
  type: 'NoteFollowUpStep',
  data: { customerId, receivableId, step, on: dateOf(day) },
});
export const review = (day: string, standing?: CustomerStanding): CreditAccountCommand => ({
  type: 'ReviewHolds',
  data: { customerId, ...(standing !== undefined && { standing }), on: dateOf(day) },
});

export const join = (groupId: string, day: string): CreditAccountCommand => ({
  type: 'JoinGroup',
  data: { customerId, groupId, joinedBy: 'approver-wang', authority, on: dateOf(day) },
});
export const leave = (groupId: string, day: string): CreditAccountCommand => ({
  type: 'LeaveGroup',
  data: { customerId, groupId, leftBy: 'approver-wang', authority, on: dateOf(day) },
});
