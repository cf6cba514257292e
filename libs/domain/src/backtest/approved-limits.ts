import type { Exact } from '@app/kernel/exact';
import type { Yuan } from '@app/kernel/yuan';
import type { ApplicationFact } from './backtest-events';
import type { Paired } from './paired-assessment';
import { shadowLimits, type BySide } from './shadow-limit';

type Application = { readonly asked: Yuan; last?: Paired; approved?: BySide<Exact> };

/** From the application over its last assessment and the approval to the limit of the agreement, under both policies. */
export class ApprovedLimits {
  private readonly applications = new Map<string, Application>();
  private readonly agreements = new Map<string, BySide<Exact>>();

  assessed(applicationId: string, pair: Paired): void {
    const application = this.applications.get(applicationId);
    if (application !== undefined) application.last = pair;
  }

  take({ type, data }: ApplicationFact): void {
    const { applicationId } = data;
    const application = this.applications.get(applicationId);
    switch (type) {
      case 'ApplicationFiled':
        this.applications.set(applicationId, { asked: data.amount });
        return;
      case 'ApplicationApproved':
        if (application?.last === undefined) return;
        application.approved = shadowLimits(data.limit, application.last, application.asked);
        return;
      case 'AgreementSigned':
        if (application?.approved !== undefined) this.agreements.set(data.agreementId, application.approved);
        return;
    }
  }

  /** Undefined for an agreement that no assessment led to; asked for once, when the account opens. */
  of(agreementId: string): BySide<Exact> | undefined {
    const limits = this.agreements.get(agreementId);
    this.agreements.delete(agreementId);
    return limits;
  }
}
