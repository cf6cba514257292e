import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { BankFault, BankImportReply, BankStatementView } from '@app/contracts/bank-line';
import { sentence } from '@app/contracts/sentences';
import type { BankLineFacts } from '@app/domain/bank-line/events';
import { lastFour } from '@app/intake/bank/account-number';
import { importIdOf, lineIdsOf } from '@app/intake/bank/identity';
import type { BankMapping } from '@app/intake/bank/mapping';
import { readStatementFile } from '@app/intake/bank/read-statement-file';
import type { Entry, Fault, Ignored, Statement } from '@app/intake/bank/statement';
import type { Language } from '@app/kernel/language';
import type { Metadata } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import { minus, nil, plus, total, type Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { payerKeyOf } from '@app/read-models/projections/bank-line';
import { bankLinesById, linesAlike } from '@app/read-models/queries/bank-lines';
import type { BusinessClock } from '../business-clock';
import type { Policies } from '../policies';
import { BUSINESS_CLOCK, POLICIES, SQL } from '../tokens';
import { BankAcceptances } from './bank-acceptances';
import { AskBankLine } from './bank-line.command';
import { BankMatching, type Matchable } from './bank-matching';
import { masked, ownAccountOf, type OwnAccount } from './own-accounts';
import { suggestionView } from './reason-words';

export type StatementWish = Readonly<{
  bytes: Buffer;
  file: string;
  mode: 'trial' | 'all' | 'good';
  mapping: BankMapping;
  account?: string | undefined;
  language: Language;
  metadata: Metadata;
}>;

const FAULTS_LISTED_MAX = 1_000;
const IGNORED_LISTED_MAX = 1_000;
const LINES_SHOWN_MAX = 200;
/** So many lines are on their way into the log at once. */
const WRITTEN_AT_ONCE = 200;

type Line = Readonly<{ lineId: string; entry: Entry; facts: BankLineFacts; payerKey: string | null }>;
type Taken = Readonly<{ statement: Statement; account: OwnAccount; lines: readonly Line[]; faults: readonly Fault[] }>;

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
const balanceOf = ({
  opening,
  closing,
  sum,
}: Statement): Readonly<{ balance: BankStatementView['balance']; difference?: Yuan }> => {
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

const statementView = ({ statement, account }: Taken): BankStatementView => {
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

const faultView = ({ where, line, column, code, facts }: Fault, language: Language): BankFault => ({
  where,
  ...(line !== undefined && { line }),
  ...(column !== undefined && { column }),
  code,
  text: sentence(code, facts, language),
});

const ignoredView = ({ where, code, facts, amount, bookedOn, counterparty }: Ignored, language: Language) => ({
  where,
  ...(amount !== undefined && { amount }),
  ...(bookedOn !== undefined && { bookedOn }),
  ...(counterparty !== undefined && { counterparty }),
  code,
  text: sentence(code, facts, language),
});

const matchable = ({ lineId, entry, payerKey }: Line): Matchable => ({
  ...{ lineId, amount: entry.amount, payerName: entry.payerName, payerKey, remittance: entry.remittance },
});

/** Bank statements as they come: read, told what is in them, and taken as far as that is asked for. */
@Injectable()
export class BankStatements {
  constructor(
    private readonly commands: CommandBus,
    private readonly matching: BankMatching,
    private readonly acceptances: BankAcceptances,
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  /** Throws what is wrong with the file as a whole; what is wrong with single entries is in the reply. */
  async read(wish: StatementWish): Promise<BankImportReply> {
    const { bytes, file, mode, mapping, account, language } = wish;
    const { policy } = this.policies.bankMatching;
    const { format, encoding, statements } = await readStatementFile({
      bytes,
      file,
      mapping,
      bounceWords: policy.bounceWords,
    });
    const taken: Taken[] = [];
    for (const statement of statements)
      taken.push(await this.take(statement, ownAccountOf(statement.account, account, policy)));
    const faults = taken.flatMap((each) => each.faults);
    const isRefused = mode === 'all' && faults.length > 0;
    const all = taken.flatMap(({ lines }) => lines);
    // Two statements of one file may overlap like two files.
    const lines = [...new Map(all.map((line) => [line.lineId, line])).values()];
    const known = await this.knownAmong(lines);
    const isWritten = mode !== 'trial' && !isRefused;
    const fresh = isWritten
      ? await this.write(lines, wish)
      : new Set(lines.filter(({ lineId }) => !known.has(lineId)).map(({ lineId }) => lineId));
    const suggestions = await this.suggestionsOf(lines, isWritten ? fresh : new Set(lines.map(({ lineId }) => lineId)));
    const accepted = isWritten ? await this.acceptSure(lines, fresh, wish) : 0;
    const ignored = taken.flatMap(({ statement }) => statement.ignored);
    const credits = lines.filter(({ entry }) => entry.kind === 'credit');
    const amountOf = (some: readonly Line[]) => total(some.map(({ entry }) => entry.amount));
    return {
      importId: importIdOf(bytes),
      ...{ mode, format },
      ...(encoding !== undefined && { encoding }),
      outcome: mode === 'trial' ? 'trial' : isRefused ? 'refused' : 'imported',
      statements: taken.map(statementView),
      counts: {
        entries: all.length + ignored.length + taken.reduce((sum, { statement }) => sum + statement.faults.length, 0),
        good: lines.length,
        new: fresh.size,
        known: all.length - fresh.size,
        bounces: lines.length - credits.length,
        ignored: ignored.length,
        bad: faults.length,
        accepted,
      },
      amount: amountOf(credits),
      newAmount: amountOf(credits.filter(({ lineId }) => fresh.has(lineId))),
      faults: faults.slice(0, FAULTS_LISTED_MAX).map((each) => faultView(each, language)),
      ignored: ignored.slice(0, IGNORED_LISTED_MAX).map((each) => ignoredView(each, language)),
      lines: lines.slice(0, LINES_SHOWN_MAX).map(({ lineId, entry }) => {
        const [best] = suggestions.get(lineId) ?? [];
        const { where, kind, amount, bookedOn, valueDate, payerName, remittance } = entry;
        return {
          ...{ lineId, where, isKnown: !fresh.has(lineId), kind, amount, bookedOn, valueDate, remittance },
          ...(payerName !== undefined && { payerName }),
          ...(best !== undefined && { suggestion: suggestionView(best, language) }),
        };
      }),
    };
  }

  private async take(statement: Statement, account: OwnAccount): Promise<Taken> {
    const currency = statement.currency ?? account.currency;
    if (currency !== account.currency) throw new Problem('bank-currency', { currency, value: masked(account.number) });
    const ids = lineIdsOf(account.id, statement);
    const lines = statement.entries.map((entry, at): Line => {
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
  private async alike(lines: readonly Line[], account: OwnAccount): Promise<Map<string, Fault>> {
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

  private async knownAmong(lines: readonly Line[]): Promise<ReadonlySet<string>> {
    const found = await bankLinesById(
      this.sql,
      lines.map(({ lineId }) => lineId),
    );
    return new Set(found.map(({ lineId }) => lineId));
  }

  /** The ids of those that were not there before: the log says so, whatever the read models know yet. */
  private async write(lines: readonly Line[], { bytes, metadata }: StatementWish): Promise<Set<string>> {
    const importId = importIdOf(bytes);
    const on = this.clock.today();
    const fresh = new Set<string>();
    for (let from = 0; from < lines.length; from += WRITTEN_AT_ONCE)
      await Promise.all(
        lines.slice(from, from + WRITTEN_AT_ONCE).map(async ({ lineId, entry, facts }) => {
          const data = { lineId, ...facts, importId, where: entry.where.slice(0, 100), importedBy: metadata.by, on };
          const command = { type: 'ImportBankLine' as const, data };
          const { events } = await this.commands.execute(new AskBankLine(lineId, command, metadata));
          if (events.length > 0) fresh.add(lineId);
        }),
      );
    return fresh;
  }

  private suggestionsOf(lines: readonly Line[], ids: ReadonlySet<string>) {
    const shown = lines
      .slice(0, LINES_SHOWN_MAX)
      .filter(({ lineId, entry }) => entry.kind === 'credit' && ids.has(lineId));
    return this.matching.suggest(shown.map(matchable));
  }

  /** Nothing, unless the policy says from which confidence on no person is needed. */
  private async acceptSure(lines: readonly Line[], fresh: ReadonlySet<string>, wish: StatementWish): Promise<number> {
    const { acceptFrom } = this.policies.bankMatching.policy;
    if (acceptFrom === 'never') return 0;
    const credits = lines.filter(({ lineId, entry }) => entry.kind === 'credit' && fresh.has(lineId));
    const suggestions = await this.matching.suggest(credits.map(matchable));
    const sure = credits.flatMap(({ lineId }) => {
      const [best] = suggestions.get(lineId) ?? [];
      return best !== undefined && best.confidence >= acceptFrom ? [{ lineId, customerId: best.customerId }] : [];
    });
    const { metadata, language } = wish;
    const { accepted } = await this.acceptances.accept(sure, {
      metadata: { ...metadata, by: 'bank-matching' },
      language,
    });
    return accepted;
  }
}
