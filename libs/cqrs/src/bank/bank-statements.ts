import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { BankImportReply } from '@app/contracts/bank-line';
import { importIdOf } from '@app/intake/bank/identity';
import type { BankMapping } from '@app/intake/bank/mapping';
import type { Language } from '@app/kernel/language';
import type { Metadata } from '@app/kernel/message';
import { total, type Yuan } from '@app/kernel/yuan';
import type { BusinessClock } from '../business-clock';
import { BUSINESS_CLOCK } from '../tokens';
import { BankAcceptances } from './bank-acceptances';
import { AskBankLine } from './bank-line.command';
import { BankMatching, type Matchable } from './bank-matching';
import { suggestionView } from './reason-words';
import { StatementReading, type ReadFile, type StatementLine } from './statement-reading';
import { faultView, ignoredView, statementView } from './statement-views';

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
const PLACE_MAX = 100;

const matchable = ({ lineId, entry, payerKey }: StatementLine): Matchable => ({
  ...{ lineId, amount: entry.amount, payerName: entry.payerName, payerKey, remittance: entry.remittance },
});
const isCredit = ({ entry }: StatementLine): boolean => entry.kind === 'credit';
const amountOf = (lines: readonly StatementLine[]): Yuan => total(lines.map(({ entry }) => entry.amount));

/** What came of a file: its lines, each once, and the ids of those that are new. */
type Taken = Readonly<{
  read: ReadFile;
  outcome: BankImportReply['outcome'];
  lines: readonly StatementLine[];
  fresh: ReadonlySet<string>;
  accepted: number;
}>;

const countsOf = ({ read: { statements }, lines, fresh, accepted }: Taken): BankImportReply['counts'] => {
  const all = statements.reduce((sum, each) => sum + each.lines.length, 0);
  const ignored = statements.reduce((sum, { statement }) => sum + statement.ignored.length, 0);
  const unread = statements.reduce((sum, { statement }) => sum + statement.faults.length, 0);
  return {
    entries: all + ignored + unread,
    good: lines.length,
    new: fresh.size,
    known: all - fresh.size,
    bounces: lines.filter((line) => !isCredit(line)).length,
    ignored,
    bad: statements.reduce((sum, { faults }) => sum + faults.length, 0),
    accepted,
  };
};

/** Bank statements as they come: told what is in them, and taken as far as that is asked for. */
@Injectable()
export class BankStatements {
  constructor(
    private readonly commands: CommandBus,
    private readonly reading: StatementReading,
    private readonly matching: BankMatching,
    private readonly acceptances: BankAcceptances,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  /** Throws what is wrong with the file as a whole; what is wrong with single entries is in the reply. */
  async read(wish: StatementWish): Promise<BankImportReply> {
    const read = await this.reading.read(wish);
    // Two statements of one file may overlap like two files.
    const all = read.statements.flatMap((each) => each.lines);
    const lines = [...new Map(all.map((line) => [line.lineId, line])).values()];
    const isFaulty = read.statements.some(({ faults }) => faults.length > 0);
    if (wish.mode === 'trial' || (wish.mode === 'all' && isFaulty)) {
      const fresh = new Set(lines.map(({ lineId }) => lineId).filter((lineId) => !read.known.has(lineId)));
      const outcome = wish.mode === 'trial' ? 'trial' : 'refused';
      return this.reply({ read, outcome, lines, fresh, accepted: 0 }, wish);
    }
    const fresh = await this.write(lines, wish);
    const accepted = await this.acceptances.acceptByPolicy(
      lines.filter((line) => isCredit(line) && fresh.has(line.lineId)).map(matchable),
      wish,
    );
    return this.reply({ read, outcome: 'imported', lines, fresh, accepted }, wish);
  }

  private async reply(taken: Taken, { bytes, mode, language }: StatementWish): Promise<BankImportReply> {
    const { read, outcome, lines, fresh } = taken;
    const credits = lines.filter(isCredit);
    const faults = read.statements.flatMap((each) => each.faults);
    const ignored = read.statements.flatMap(({ statement }) => statement.ignored);
    return {
      importId: importIdOf(bytes),
      ...{ mode, format: read.format },
      ...(read.encoding !== undefined && { encoding: read.encoding }),
      outcome,
      statements: read.statements.map(statementView),
      counts: countsOf(taken),
      amount: amountOf(credits),
      newAmount: amountOf(credits.filter(({ lineId }) => fresh.has(lineId))),
      faults: faults.slice(0, FAULTS_LISTED_MAX).map((each) => faultView(each, language)),
      ignored: ignored.slice(0, IGNORED_LISTED_MAX).map((each) => ignoredView(each, language)),
      lines: await this.preview(lines.slice(0, LINES_SHOWN_MAX), fresh, language),
    };
  }

  private async preview(
    lines: readonly StatementLine[],
    fresh: ReadonlySet<string>,
    language: Language,
  ): Promise<BankImportReply['lines']> {
    // What was here before may have been decided on since; what is suggested for it is asked for where it is listed.
    const asked = lines.filter((line) => isCredit(line) && fresh.has(line.lineId));
    const suggestions = await this.matching.suggest(asked.map(matchable));
    return lines.map(({ lineId, entry }) => {
      const [best] = suggestions.get(lineId) ?? [];
      const { where, kind, amount, bookedOn, valueDate, payerName, remittance } = entry;
      return {
        ...{ lineId, where, isKnown: !fresh.has(lineId), kind, amount, bookedOn, valueDate, remittance },
        ...(payerName !== undefined && { payerName }),
        ...(best !== undefined && { suggestion: suggestionView(best, language) }),
      };
    });
  }

  /** The ids of those that were not there before: the log says so, whatever the read models know yet. */
  private async write(lines: readonly StatementLine[], { bytes, metadata }: StatementWish): Promise<Set<string>> {
    const importId = importIdOf(bytes);
    const on = this.clock.today();
    const fresh = new Set<string>();
    for (let from = 0; from < lines.length; from += WRITTEN_AT_ONCE)
      await Promise.all(
        lines.slice(from, from + WRITTEN_AT_ONCE).map(async ({ lineId, entry, facts }) => {
          const where = entry.where.slice(0, PLACE_MAX);
          const data = { lineId, ...facts, importId, where, importedBy: metadata.by, on };
          const ask = new AskBankLine(lineId, { type: 'ImportBankLine', data }, metadata);
          if ((await this.commands.execute(ask)).events.length > 0) fresh.add(lineId);
        }),
      );
    return fresh;
  }
}
