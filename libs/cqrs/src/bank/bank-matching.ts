import { Inject, Injectable } from '@nestjs/common';
import { NameIndex } from '@app/domain/bank-matching/name-index';
import type { OpenItem } from '@app/domain/bank-matching/placing';
import { documentOf } from '@app/domain/bank-matching/references';
import {
  candidatesOf,
  hintsOf,
  suggestionsFor,
  type Books,
  type Suggestion,
} from '@app/domain/bank-matching/suggesting';
import type { Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import {
  customerNames,
  knownPayers,
  namesAsOf,
  openByNumber,
  openOfAmounts,
  openOfCustomers,
} from '@app/read-models/queries/bank-books';
import { atOneMoment, type Reader } from '@app/read-models/queries/reader';
import type { Policies } from '../policies';
import { POLICIES, SQL } from '../tokens';

/** What of a line says whose money it is. */
export type Matchable = Readonly<{
  lineId: string;
  amount: Yuan;
  payerName?: string | undefined;
  payerKey?: string | null | undefined;
  remittance: string;
}>;

/** Whoever pays for more customers than these, a payment service or a bank, is known for none. */
const KNOWN_FOR_MAX = 3;

const grouped = <Value>(
  values: readonly Value[],
  keysOf: (value: Value) => readonly string[],
): Map<string, Value[]> => {
  const groups = new Map<string, Value[]>();
  for (const value of values)
    for (const key of new Set(keysOf(value))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [value]);
      else group.push(value);
    }
  return groups;
};

/** Finds out whose money lines of a statement may be, from the books as they are now: a thousand lines in three questions. */
@Injectable()
export class BankMatching {
  private names: Readonly<{ asOf: string; index: NameIndex }> | undefined;

  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  /** The suggestions for each line, by its id. */
  suggest(lines: readonly Matchable[]): Promise<ReadonlyMap<string, readonly Suggestion[]>> {
    return lines.length === 0 ? Promise.resolve(new Map()) : atOneMoment(this.sql, (tx) => this.suggestIn(tx, lines));
  }

  private async suggestIn(tx: Reader, lines: readonly Matchable[]): Promise<Map<string, Suggestion[]>> {
    const { policy } = this.policies.bankMatching;
    const index = await this.indexIn(tx);
    const payers = await this.payersIn(tx, lines);
    const hinted = lines.map((line) => {
      const paid = { ...line, knownPayerOf: payers.get(line.payerKey ?? '') ?? [] };
      return { paid, hints: hintsOf(paid, index, policy) };
    });
    const references = [...new Set(hinted.flatMap(({ hints }) => hints.references))];
    const numbered = grouped(await openByNumber(tx, references), (item) =>
      [item.receivableId, documentOf(item)].map((number) => number.toLowerCase()),
    );
    const amounts = grouped(await openOfAmounts(tx, [...new Set(lines.map(({ amount }) => amount))]), ({ open }) => [
      open,
    ]);
    const books: Books = {
      openOf: () => [],
      numbered: (reference) => numbered.get(reference) ?? [],
      ofAmount: (amount) => amounts.get(amount) ?? [],
    };
    const candidates = new Set(hinted.flatMap(({ paid, hints }) => candidatesOf(paid, hints, books)));
    const open = grouped<OpenItem>(await openOfCustomers(tx, [...candidates]), ({ customerId }) => [customerId]);
    const whole: Books = { ...books, openOf: (customerId) => open.get(customerId) ?? [] };
    return new Map(
      hinted.map(({ paid, hints }) => [paid.lineId, suggestionsFor(paid, { hints, books: whole, index, policy })]),
    );
  }

  /** Prepared again only when a name may have changed. */
  private async indexIn(tx: Reader): Promise<NameIndex> {
    const asOf = await namesAsOf(tx);
    if (this.names?.asOf !== asOf) this.names = { asOf, index: new NameIndex(await customerNames(tx)) };
    return this.names.index;
  }

  private async payersIn(tx: Reader, lines: readonly Matchable[]): Promise<ReadonlyMap<string, string[]>> {
    const keys = [...new Set(lines.flatMap(({ payerKey }) => payerKey ?? []))];
    const known = grouped(await knownPayers(tx, keys), ({ payerKey }) => [payerKey]);
    return new Map(
      [...known].flatMap(([key, found]) =>
        found.length > KNOWN_FOR_MAX ? [] : [[key, found.map(({ customerId }) => customerId)] as const],
      ),
    );
  }
}
