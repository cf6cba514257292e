import type { BankFault, BankIgnored, BankStatementView } from '@app/contracts/bank-line';
import { sentence } from '@app/contracts/sentences';
import type { Fault, Ignored } from '@app/intake/bank/statement';
import type { Language } from '@app/kernel/language';
import { masked } from './own-accounts';
import { balanceOf, type ReadStatement } from './statement-reading';

export const statementView = ({ statement, account }: ReadStatement): BankStatementView => {
  const { currency = account.currency, from, to, opening, closing, sum } = statement;
  return {
    account: account.id,
    accountName: account.name,
    accountMasked: masked(account.number),
    currency,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(opening !== undefined && { opening }),
    entries: sum,
    ...(closing !== undefined && { closing }),
    ...balanceOf(statement),
  };
};

export const faultView = ({ where, line, column, code, facts }: Fault, language: Language): BankFault => ({
  where,
  ...(line !== undefined && { line }),
  ...(column !== undefined && { column }),
  code,
  text: sentence(code, facts, language),
});

export const ignoredView = (
  { where, code, facts, amount, bookedOn, counterparty }: Ignored,
  language: Language,
): BankIgnored => ({
  where,
  ...(amount !== undefined && { amount }),
  ...(bookedOn !== undefined && { bookedOn }),
  ...(counterparty !== undefined && { counterparty }),
  code,
  text: sentence(code, facts, language),
});
