import { smallestSingleChange, type SingleChange } from '@app/credit-model/changes/single-change';
import type { ScoringPolicy } from '@app/credit-model/policy';
import type { lastAssessment } from '@app/domain/credit-application/application';

type Assessed = NonNullable<ReturnType<typeof lastAssessment>>;

/**
 * What would move the grade of a stored assessment. The search takes up to some tens of milliseconds in which nothing else
 * is answered, and a report is asked for on screen, as PDF and as DOCX: neither the assessment nor the policy that it was
 * made under ever changes, so it is searched for once. So many are kept, the oldest go first.
 */
export class SingleChanges {
  private readonly kept = new Map<string, SingleChange | undefined>();

  constructor(private readonly most: number) {}

  of(policy: ScoringPolicy, { applicationId, assessmentId, input, result }: Assessed): SingleChange | undefined {
    const key = `${applicationId} ${assessmentId}`;
    if (this.kept.has(key)) return this.kept.get(key);
    const change = smallestSingleChange(policy, input, result);
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= this.most) this.kept.delete(oldest);
    this.kept.set(key, change);
    return change;
  }
}
