import type { ScoringPolicy } from '@app/credit-model/policy';
import type { BusinessDate } from '@app/kernel/business-date';
import { exact, type Exact } from '@app/kernel/exact';
import { ofYuan, type Yuan } from '@app/kernel/yuan';
import { ApprovedLimits } from './approved-limits';
import type { AccountFact, ApplicationFact, AssessedFact } from './backtest-events';
import type { BacktestFindings, Refusals, Unfit } from './backtest-findings';
import type { BacktestPolicy } from './backtest-policy';
import { gradeOf, GradeMatrix, Largest, LimitSums, type ChangedAssessment } from './moves';
import { Hits, newOutcome, type Outcome } from './observed-outcome';
import { paired, type Named, type Paired } from './paired-assessment';
import { ShadowAccount, type Closed } from './shadow-account';
import { ShipmentEffects } from './shipment-effects';

export type BacktestWish = Readonly<{
  inForce: Named;
  draft: ScoringPolicy;
  policy: BacktestPolicy;
  countUnallocatedCash: boolean;
  /** So many assessments and customers are named; all are counted. */
  listedMax: number;
}>;

type Customer = { readonly account: ShadowAccount; outcome: Outcome | undefined; avoided: Exact };

const sum = (shipments: readonly Readonly<{ amount: Exact }>[]): Refusals => ({
  shipments: shipments.length,
  amount: ofYuan(shipments.reduce((total, { amount }) => total.plus(amount), exact(0))),
});

/**
 * Holds a draft and the policy in force against everything that happened, event by event in the order of the log. What
 * it keeps grows with customers, applications and what is open, not with events.
 */
export class Backtest {
  private readonly customers = new Map<string, Customer>();
  private readonly approved = new ApprovedLimits();
  private readonly grades = new GradeMatrix();
  private readonly characteristicGrades = new GradeMatrix();
  private readonly limits = new LimitSums();
  private readonly effects = new ShipmentEffects();
  private readonly hits: Hits;
  private readonly changes: Largest<ChangedAssessment>;
  private readonly unfit: Unfit[] = [];
  private readonly counts = { assessments: 0, changed: 0, unfit: 0 };

  constructor(private readonly wish: BacktestWish) {
    this.hits = new Hits(wish.policy);
    this.changes = new Largest(wish.listedMax);
  }

  get assessments(): number {
    return this.counts.assessments;
  }

  takeAssessment({ data }: AssessedFact): void {
    const { applicationId, assessmentId, customerId } = data;
    const pair = paired(this.wish.inForce, this.wish.draft, data);
    this.counts.assessments += 1;
    if (pair.unfit !== undefined) {
      this.counts.unfit += 1;
      if (this.unfit.length < this.wish.listedMax)
        this.unfit.push({ applicationId, assessmentId, details: pair.unfit });
    }
    this.approved.assessed(applicationId, pair);
    const customer = this.customer(customerId);
    if (customer.outcome !== undefined) this.retire(customer.outcome);
    customer.outcome = newOutcome(pair);
    this.compare({ applicationId, assessmentId, customerId }, pair);
  }

  takeApplication(event: ApplicationFact): void {
    this.approved.take(event);
  }

  takeAccount(event: AccountFact): void {
    const customer = this.customer(event.data.customerId);
    const { account } = customer;
    switch (event.type) {
      case 'AccountOpened': {
        // An agreement that no assessment led to is what it is under any policy.
        const limit = exact(event.data.limit);
        account.open(this.approved.of(event.data.agreementId) ?? { before: limit, after: limit });
        return;
      }
      case 'ShipmentAuthorised': {
        const { passes, amount } = account.authorise(event.data);
        this.effects.authorised(passes, amount);
        return;
      }
      case 'ReceivableOpened':
        account.invoice(event.data, customer.outcome);
        return;
      case 'PaymentAllocated': {
        const closed = account.allocate(event.data);
        if (closed !== undefined) this.closed(customer, closed);
        return;
      }
      case 'ShipmentsHeld':
      case 'CustomerBlacklisted': {
        const { held, blacklisted } = this.wish.policy.bad;
        const outcome = account.outcomeOf(event.data.receivableId);
        if (outcome !== undefined && (event.type === 'ShipmentsHeld' ? held : blacklisted)) outcome.isBad = true;
        return;
      }
      case 'GreenChannelAllowed':
      case 'ShipmentRefused':
      case 'ShipmentDispatched':
      case 'ReservationReleased':
      case 'PaymentRecorded':
      case 'PaymentDeallocated':
      case 'PaymentReversed':
      case 'ExtensionGranted':
      case 'DisputeRaised':
        account.move(event);
        return;
    }
  }

  /** What was found, with what is still open counted as it stands at the end of that day. To be asked for once. */
  findings(asOf: BusinessDate): BacktestFindings {
    const byCustomer = new Largest<{ customerId: string; arrearsAvoided: Yuan }>(this.wish.listedMax);
    let avoided = exact(0);
    const allowed: { amount: Exact }[] = [];
    const onlyByDraft: { amount: Exact }[] = [];
    for (const [customerId, customer] of this.customers) {
      for (const closed of customer.account.finish(asOf)) this.closed(customer, closed);
      if (customer.outcome !== undefined) this.hits.close(customer.outcome);
      for (const { passes, amount } of customer.account.refusals) {
        if (passes.after && !passes.before) allowed.push({ amount });
        if (passes.before && !passes.after) onlyByDraft.push({ amount });
      }
      avoided = avoided.plus(customer.avoided);
      const arrearsAvoided = ofYuan(customer.avoided);
      if (!customer.avoided.isZero())
        byCustomer.add(customer.avoided.abs(), customerId, { customerId, arrearsAvoided });
    }
    const { assessments, changed, unfit: count } = this.counts;
    return {
      assessments,
      customers: this.customers.size,
      changed,
      grades: this.grades.rows,
      characteristicGrades: this.characteristicGrades.rows,
      limits: this.limits.report,
      wouldBeRefused: this.effects.wouldBeRefused,
      wouldPass: this.effects.wouldPass,
      refusedThenAllowed: sum(allowed),
      refusedOnlyByDraft: sum(onlyByDraft),
      arrearsAvoided: ofYuan(avoided),
      observed: this.hits.observed,
      hits: { before: this.hits.of('before'), after: this.hits.of('after') },
      changes: this.changes.items,
      byCustomer: byCustomer.items,
      unfit: { count, listed: this.unfit },
    };
  }

  private compare(
    which: Pick<ChangedAssessment, 'applicationId' | 'assessmentId' | 'customerId'>,
    { before, after }: Paired,
  ): void {
    const [from, to] = [gradeOf(before), gradeOf(after)];
    this.grades.add(from, to);
    this.characteristicGrades.add(before.characteristicGrade, after.characteristicGrade);
    const by = this.limits.add(before.limit, after.limit);
    if (from === to && by.isZero() && before.characteristicGrade === after.characteristicGrade) return;
    this.counts.changed += 1;
    this.changes.add(by.abs(), `${which.applicationId} ${which.assessmentId}`, {
      ...which,
      before: { grade: from, limit: before.limit },
      after: { grade: to, limit: after.limit },
    });
  }

  /** A later assessment takes over; what was shipped on this one still runs to its end. */
  private retire(outcome: Outcome): void {
    outcome.isPast = true;
    if (outcome.open === 0) this.hits.close(outcome);
  }

  private closed(customer: Customer, closed: Closed): void {
    const { outcome } = closed;
    const avoided = this.effects.closed(closed);
    if (avoided !== undefined) customer.avoided = customer.avoided.plus(avoided);
    if (outcome?.isPast === true && outcome.open === 0) this.hits.close(outcome);
  }

  private customer(customerId: string): Customer {
    const known = this.customers.get(customerId);
    if (known !== undefined) return known;
    const { policy, countUnallocatedCash } = this.wish;
    const account = new ShadowAccount({ policy, countUnallocatedCash });
    const customer = { account, outcome: undefined, avoided: exact(0) };
    this.customers.set(customerId, customer);
    return customer;
  }
}
