import type { Decider } from '@app/kernel/decider';
import { Problem } from '@app/kernel/problem';
import { newAccount, type Agreement, type CreditAccount } from './account';
import type { AllowGreenChannel, CreditAccountCommand, OpenAccount } from './commands';
import type { CreditAccountEvent } from './events';
import { evolve } from './evolve';
import { closeDispute, decideExtension, raiseDispute, requestExtension } from './exceptions';
import { blacklistCustomer, holdShipments, liftBlacklist, liftHold } from './holding';
import { allocatePayment, recordPayment } from './paying';
import { authoriseShipment, dispatchShipment, expireReservation, recordInvoice, releaseReservation } from './shipping';

const termsOf = ({ limit, grade, termDays, validFrom, validTo }: Omit<Agreement, 'agreementId'>): string =>
  `${limit} ${grade} ${termDays} ${validFrom} ${validTo}`;

const openAccount = ({ data }: OpenAccount, account: CreditAccount): CreditAccountEvent[] => {
  const known = account.agreements.get(data.agreementId);
  if (known === undefined) return [{ type: 'AccountOpened', data }];
  const [before, now] = [termsOf(known), termsOf(data)];
  if (before !== now) throw new Problem('same-id-other-content', { id: data.agreementId, before, now });
  return [];
};

const allowGreenChannel = ({ data }: AllowGreenChannel, account: CreditAccount): CreditAccountEvent[] => {
  const known = account.allowances.get(data.allowanceId);
  if (known === undefined) return [{ type: 'GreenChannelAllowed', data }];
  const before = `${known.amount} ${known.expiresOn}`;
  const now = `${data.amount} ${data.expiresOn}`;
  if (before !== now) throw new Problem('same-id-other-content', { id: data.allowanceId, before, now });
  return [];
};

export const creditAccount: Decider<CreditAccount, CreditAccountCommand, CreditAccountEvent> = {
  category: 'creditAccount',
  initial: newAccount,
  evolve,
  decide: (command, account) => {
    switch (command.type) {
      case 'OpenAccount':
        return openAccount(command, account);
      case 'AllowGreenChannel':
        return allowGreenChannel(command, account);
      case 'AuthoriseShipment':
        return authoriseShipment(command, account);
      case 'DispatchShipment':
        return dispatchShipment(command, account);
      case 'ReleaseReservation':
        return releaseReservation(command, account);
      case 'ExpireReservation':
        return expireReservation(command, account);
      case 'RecordInvoice':
        return recordInvoice(command, account);
      case 'RecordPayment':
        return recordPayment(command, account);
      case 'AllocatePayment':
        return allocatePayment(command, account);
      case 'RaiseDispute':
        return raiseDispute(command, account);
      case 'CloseDispute':
        return closeDispute(command, account);
      case 'RequestExtension':
        return requestExtension(command, account);
      case 'DecideExtension':
        return decideExtension(command, account);
      case 'HoldShipments':
        return holdShipments(command, account);
      case 'LiftHold':
        return liftHold(command, account);
      case 'BlacklistCustomer':
        return blacklistCustomer(command, account);
      case 'LiftBlacklist':
        return liftBlacklist(command, account);
    }
  },
};
