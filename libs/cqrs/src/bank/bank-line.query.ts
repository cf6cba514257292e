import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { BankLinePage, BankLineView, bankLinesQuery } from '@app/contracts/bank-line';
import type { Language } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';
import type { Sql } from '@app/postgres/connect';
import { bankLineList, bankLinesById, type BankLineFound } from '@app/read-models/queries/bank-lines';
import type { Policies } from '../policies';
import { POLICIES, SQL } from '../tokens';
import { bankLineView } from './bank-line-view';
import { BankMatching, type Matchable } from './bank-matching';
import { BounceMatching } from './bounce-matching';

type Wish = z.infer<typeof bankLinesQuery>;

const statesOf = (state: Wish['state']): BankLineFound['state'][] => {
  if (state === 'all') return ['open', 'set-aside', 'accepted', 'returned', 'bounced'];
  return state === 'unidentified' ? ['open', 'set-aside'] : [state];
};

const isUndecided = ({ state }: BankLineFound): boolean => state === 'open' || state === 'set-aside';

const matchable = ({ lineId, amount, payerName, payerKey, remittance }: BankLineFound): Matchable => ({
  ...{ lineId, amount, payerKey, remittance },
  payerName: payerName ?? undefined,
});

/** Lines of bank statements with what is suggested for those that nobody has decided on, from the books as they are now. */
export class LookAtBankLines extends Query<BankLinePage> {
  constructor(
    readonly wish: Wish,
    readonly language: Language,
  ) {
    super();
  }
}

@QueryHandler(LookAtBankLines)
class BankLinesHandler implements IQueryHandler<LookAtBankLines> {
  constructor(
    private readonly matching: BankMatching,
    private readonly bounces: BounceMatching,
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  async execute({ wish, language }: LookAtBankLines): Promise<BankLinePage> {
    const { policy } = this.policies.bankMatching;
    const found = await bankLineList(this.sql, { ...wish, states: statesOf(wish.state) });
    const undecided = wish.suggestions === 'true' ? found.rows.filter(isUndecided) : [];
    const suggestions = await this.matching.suggest(undecided.filter(({ kind }) => kind === 'credit').map(matchable));
    const bounceOf = await this.bounces.suggest(undecided.filter(({ kind }) => kind === 'bounce'));
    const view = (row: BankLineFound): BankLineView => bankLineView(row, { suggestions, bounceOf, policy, language });
    const { total, totals } = found;
    const { offerFrom, sureFrom } = policy;
    return { rows: found.rows.map(view), page: wish.page, size: wish.size, total, totals, offerFrom, sureFrom };
  }
}

/** One line; `unknown-bank-line` when there is none. */
export class LookAtBankLine extends Query<BankLineView> {
  constructor(
    readonly lineId: string,
    readonly language: Language,
  ) {
    super();
  }
}

@QueryHandler(LookAtBankLine)
class BankLineHandler implements IQueryHandler<LookAtBankLine> {
  constructor(
    private readonly matching: BankMatching,
    private readonly bounces: BounceMatching,
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  async execute({ lineId, language }: LookAtBankLine): Promise<BankLineView> {
    const [row] = await bankLinesById(this.sql, [lineId]);
    if (row === undefined) throw new Problem('unknown-bank-line', { line: lineId });
    const undecided = [row].filter(isUndecided);
    const suggestions = await this.matching.suggest(undecided.filter(({ kind }) => kind === 'credit').map(matchable));
    const bounceOf = await this.bounces.suggest(undecided.filter(({ kind }) => kind === 'bounce'));
    return bankLineView(row, { suggestions, bounceOf, policy: this.policies.bankMatching.policy, language });
  }
}

export const bankLineQueryHandlers = [BankLinesHandler, BankLineHandler, BounceMatching];
