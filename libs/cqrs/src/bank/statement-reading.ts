import { Inject, Injectable } from '@nestjs/common';
import type { BankLineFacts } from '@app/domain/bank-line/events';
import { lastFour } from '@app/intake/bank/account-number';
import { lineIdsOf } from '@app/intake/bank/identity';
import type { BankMapping } from '@app/intake/bank/mapping';
import { readStatementFile, type StatementFile } from '@app/intake/bank/read-statement-file';
import type { Entry, Fault, Statement } from '@app/intake/bank/statement';
import { Problem } from '@app/kernel/problem';
import { minus, nil, plus, type Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { payerKeyOf } from '@app/read-models/projections/bank-line';
import { bankLinesById, linesAlike } from '@app/read-models/queries/bank-lines';
import type { Policies } from '../policies';
import { POLICIES, SQL } from '../tokens';
import { masked, ownAccountOf, type OwnAccount } from './own-accounts';

export type StatementLine = Readonly<{ lineId: string; entry: Entry; facts: BankLineFacts; payerKey: string | null }>;
/** A statement of one of our own accounts: what could be recorded of it, and what is wrong with it. */
export type ReadStatement = Readonly<{
  statement: Statement;
  account: OwnAccount;
  lines: readonly StatementLine[];
  faults: readonly Fault[];
}>;
export type ReadFile = Pick<StatementFile, 'format' | 'encoding'> &
  Readonly<{ statements: readonly ReadStatement[]; known: ReadonlySet<string> }>;

type Asked = Readonly<{ bytes: Buffer; file: string; mapping: BankMapping; account?: string | undefined }>;

const factsOf = (entry: Entry, { id: account }: OwnAccount): BankLineFacts => {
  const { kind, amount, currency, bookedOn, valueDate, payerName, payerAccount, payerBank, reference, remittance } =
    entry;
  const payer = {
    ...(payerName !== undefined && { name: payerName }),
    ...(payerAccount !== undefined && { accountLast4: lastFour(payerAccount) }),
    ...(payerBank !== undefined && { bank: payerBank }),
  };
  return {
    ...{ account, kind, amount, currency, bookedOn, valueDate, payer },
    ...(reference !== undefined && { reference }),
    remittance,
  };
};

/** Opening and entries have to make closing; where the file does not say them, nobody can tell. */
export const balanceOf = ({
  opening,
  closing,
  sum,
}: Statement): Readonly<{ balance: 'holds' | 'differs' | 'untold'; difference?: Yuan }> => {
  if (opening === undefined || closing === undefined) return { balance: 'untold' };
  const difference = minus(closing, plus(opening, sum));
  return difference === nil ? { balance: 'holds' } : { balance: 'differs', difference };
};

const balanceFault = (statement: Statement): Fault[] => {
  const { opening = nil, closing = nil, sum: entries } = statement;
  const { difference } = balanceOf(statement);
  if (difference === undefined) return [];
  const facts = { opening, entries, expected: plus(opening, entries), closing, difference };
  return [{ where: 'Bal', code: 'bank-balance-differs', facts }];
};

/** Reads statements as they come, and holds them against our accounts and against what is here already. Records nothing. */
@Injectable()
export class StatementReading {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  /** Throws what is wrong with the file as a whole; what is wrong with single entries is among the faults. */
  async read({ account, ...asked }: Asked): Promise<ReadFile> {
    const { policy } = this.policies.bankMatching;
    const { format, encoding, statements } = await readStatementFile({ ...asked, bounceWords: policy.bounceWords });
    const read: ReadStatement[] = [];
    for (const statement of statements)
      read.push(await this.take(statement, ownAccountOf(statement.account, account, policy)));
    const known = await this.knownAmong(read.flatMap(({ lines }) => lines));
    return { format, ...(encoding !== undefined && { encoding }), statements: read, known };
  }

  private async take(statement: Statement, account: OwnAccount): Promise<ReadStatement> {
    const currency = statement.currency ?? account.currency;
    if (currency !== account.currency) throw new Problem('bank-currency', { currency, value: masked(account.number) });
    const ids = lineIdsOf(account.id, statement);
    const lines = statement.entries.map((entry, at): StatementLine => {
      const facts = factsOf(entry, account);
      return { lineId: ids[at] ?? '', entry, facts, payerKey: payerKeyOf(facts.payer.name, facts.payer.accountLast4) };
    });
    const alike = await this.alike(lines, account);
    const faults = [...statement.faults, ...balanceFault(statement), ...alike.values()];
    return { statement, account, lines: lines.filter(({ lineId }) => !alike.has(lineId)), faults };
  }

  /**
   * The same day, amount and payer with the bank's reference in one file and without in another: most likely one entry in two
   * formats. It is told, and left to a person.
   */
  private async alike(lines: readonly StatementLine[], account: OwnAccount): Promise<Map<string, Fault>> {
    const days = [...new Set(lines.map(({ entry }) => entry.bookedOn))];
    const here = new Set(lines.map(({ lineId }) => lineId));
    const stored = (await linesAlike(this.sql, account.id, days)).filter(({ lineId }) => !here.has(lineId));
    const keyOf = (
      line: Readonly<{ bookedOn: string; amount: string; kind: string; payerKey: string | null }>,
      hasReference: boolean,
    ) => `${line.bookedOn} ${line.amount} ${line.kind} ${line.payerKey ?? ''} ${String(hasReference)}`;
    const known = new Map(stored.map((line) => [keyOf(line, line.hasReference), line.lineId]));
    return new Map(
      lines.flatMap(({ lineId, entry, payerKey }) => {
        const { bookedOn, amount, kind, where, line, reference } = entry;
        const other = known.get(keyOf({ bookedOn, amount, kind, payerKey }, reference === undefined));
        if (other === undefined || payerKey === null) return [];
        const place = { where, ...(line !== undefined && { line }) };
        return [[lineId, { ...place, code: 'bank-line-like-another' as const, facts: { line: other } }] as const];
      }),
    );
  }

  private async knownAmong(lines: readonly StatementLine[]): Promise<ReadonlySet<string>> {
    const found = await bankLinesById(
      this.sql,
      lines.map(({ lineId }) => lineId),
    );
    return new Set(found.map(({ lineId }) => lineId));
  }
}
