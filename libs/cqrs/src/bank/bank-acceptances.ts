import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { BankLineAnswer, BankLineAnswers } from '@app/contracts/bank-line';
import { sentence } from '@app/contracts/sentences';
import type { BankLine } from '@app/domain/bank-line/bank-line';
import { bankLine } from '@app/domain/bank-line/decider';
import { bankLineEvent } from '@app/domain/bank-line/events';
import type { Suggestion } from '@app/domain/bank-matching/suggesting';
import type { NamedAllocation } from '@app/domain/credit-account/payment-wish';
import type { Handler } from '@app/event-store/handle';
import type { Language } from '@app/kernel/language';
import type { Metadata } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import { total } from '@app/kernel/yuan';
import { payerKeyOf } from '@app/read-models/projections/bank-line';
import type { BusinessClock } from '../business-clock';
import type { Policies } from '../policies';
import { BUSINESS_CLOCK, HANDLER, POLICIES } from '../tokens';
import { AskBankLine } from './bank-line.command';
import { BankMatching, type Matchable } from './bank-matching';

export type AcceptWish = Readonly<{
  lineId: string;
  customerId?: string | undefined;
  allocate?: readonly NamedAllocation[] | undefined;
}>;
type Asking = Readonly<{ metadata: Metadata; language: Language }>;
type Decided = Readonly<{
  suggested: Suggestion | undefined;
  customerId: string | undefined;
  allocate: readonly NamedAllocation[] | undefined;
}>;
type Loaded = Readonly<{ wish: AcceptWish; line: BankLine | undefined }>;

/** Only what was told exactly is taken to named receivables; what is left goes the account's own way. */
const EXACT: ReadonlySet<Suggestion['placing']['by']> = new Set(['reference', 'one-invoice', 'exact-sum', 'all-open']);

/** Who signs where no person does. */
const BY_POLICY = 'bank-matching';

const isUnidentified = ({ imported, standing }: BankLine): boolean =>
  imported.kind === 'credit' && (standing.state === 'open' || standing.state === 'set-aside');

/** Lines of bank statements become payments of customers: each is answered by itself, whatever becomes of the others. */
@Injectable()
export class BankAcceptances {
  constructor(
    private readonly commands: CommandBus,
    private readonly matching: BankMatching,
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  async accept(wishes: readonly AcceptWish[], asking: Asking): Promise<BankLineAnswers> {
    const loaded = await Promise.all(wishes.map(async (wish) => ({ wish, line: await this.load(wish.lineId) })));
    const suggestions = await this.suggestionsOf(loaded);
    // What one line is to pay is not suggested to the next one as well.
    const spoken = new Set<string>();
    const answers = await Promise.all(
      loaded.map((each) => {
        const decided = this.decide(each, suggestions.get(each.wish.lineId) ?? [], spoken);
        return this.acceptOne(each, decided, asking);
      }),
    );
    const of = (outcome: BankLineAnswer['outcome']) => answers.filter((answer) => answer.outcome === outcome);
    return {
      accepted: of('accepted').length,
      known: of('known').length,
      problems: of('problem').length,
      amount: total(of('accepted').flatMap(({ amount }) => amount ?? [])),
      lines: answers,
    };
  }

  private async load(lineId: string): Promise<BankLine | undefined> {
    return (await this.handler.load({ decider: bankLine, schema: bankLineEvent, id: lineId })).state;
  }

  private suggestionsOf(loaded: readonly Loaded[]) {
    const lines = new Map(loaded.map(({ wish, line }) => [wish.lineId, line]));
    return this.matching.suggest(
      [...lines].flatMap(([lineId, line]) => {
        if (line === undefined || !isUnidentified(line)) return [];
        const { amount, payer, remittance } = line.imported;
        const payerKey = payerKeyOf(payer.name, payer.accountLast4);
        return [{ lineId, amount, payerName: payer.name, payerKey, remittance }];
      }),
    );
  }

  /** What is asked of the line: as it was said, else as the suggestion says. */
  private decide({ wish }: Loaded, suggestions: readonly Suggestion[], spoken: Set<string>): Decided {
    const { customerId, allocate } = wish;
    const suggested =
      customerId === undefined
        ? suggestions.find(({ isSure }) => isSure)
        : suggestions.find((each) => each.customerId === customerId);
    const parts = suggested !== undefined && EXACT.has(suggested.placing.by) ? suggested.placing.parts : [];
    const names = parts.map(({ item }) => `${item.customerId} ${item.receivableId}`);
    const isFree = !names.some((name) => spoken.has(name));
    const own = parts.map(({ item: { receivableId }, amount }) => ({ receivableId, amount }));
    if (allocate === undefined && isFree) names.forEach((name) => spoken.add(name));
    return {
      suggested,
      customerId: customerId ?? suggested?.customerId,
      allocate: allocate ?? (own.length > 0 && isFree ? own : undefined),
    };
  }

  private async acceptOne(loaded: Loaded, decided: Decided, asking: Asking): Promise<BankLineAnswer> {
    try {
      return await this.carryOut(loaded, decided, asking);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { code, facts } = error;
      const problem = { code, text: sentence(code, facts, asking.language) };
      return { lineId: loaded.wish.lineId, outcome: 'problem', problem };
    }
  }

  private async carryOut(
    { wish: { lineId, customerId: named, allocate: given }, line }: Loaded,
    { suggested, customerId, allocate }: Decided,
    { metadata }: Asking,
  ): Promise<BankLineAnswer> {
    if (line === undefined) throw new Problem('unknown-bank-line', { line: lineId });
    // A resend says no more than it said before.
    const before = line.standing.state === 'accepted' ? line.standing.acceptance : undefined;
    const whose = before === undefined ? customerId : (named ?? before.customerId);
    if (whose === undefined) throw new Problem('bank-line-unsure', { line: lineId });
    const rules = suggested?.reasons.map(({ rule }) => rule);
    const data = {
      ...{ lineId, customerId: whose, allocate: before === undefined ? allocate : given },
      ...(suggested !== undefined && { confidence: suggested.confidence, rules }),
      ...{ acceptedBy: metadata.by, on: this.clock.today() },
    };
    const ask = new AskBankLine(lineId, { type: 'AcceptBankLine', data }, metadata);
    const { state, events } = await this.commands.execute(ask);
    const paymentId = state?.paymentIds.at(-1);
    const confidence = state?.standing.state === 'accepted' ? state.standing.acceptance.confidence : undefined;
    return {
      ...{ lineId, outcome: events.length > 0 ? 'accepted' : 'known', customerId: whose, amount: line.imported.amount },
      ...(paymentId !== undefined && { paymentId }),
      ...(confidence !== undefined && { confidence }),
    };
  }

  /** One line by itself: what is wrong with it is the problem of the request. */
  async acceptAlone(wish: AcceptWish, asking: Asking): Promise<BankLineAnswer> {
    const loaded = { wish, line: await this.load(wish.lineId) };
    const suggestions = await this.suggestionsOf([loaded]);
    return this.carryOut(loaded, this.decide(loaded, suggestions.get(wish.lineId) ?? [], new Set()), asking);
  }

  /** Nothing, unless the policy says from which confidence on no person is needed; how many lines. */
  async acceptByPolicy(lines: readonly Matchable[], { metadata, language }: Asking): Promise<number> {
    const { acceptFrom } = this.policies.bankMatching.policy;
    if (acceptFrom === 'never') return 0;
    const suggestions = await this.matching.suggest(lines);
    const sure = lines.flatMap(({ lineId }) => {
      const [best] = suggestions.get(lineId) ?? [];
      return best !== undefined && best.confidence >= acceptFrom ? [{ lineId, customerId: best.customerId }] : [];
    });
    return (await this.accept(sure, { metadata: { ...metadata, by: BY_POLICY }, language })).accepted;
  }
}
