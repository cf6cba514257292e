import { addDays, daysBetween, earliest, type BusinessDate } from '@app/kernel/business-date';
import { addBusinessDays } from './business-days';
import { timedStage, type WorkflowPolicy } from './workflow-policy';

export type Waiting = Readonly<{
  stage: string;
  /** The day from which the stage's days count. */
  since: BusinessDate;
  /** A customer that ships before it is assessed has to be assessed by the day on which that ends. */
  greenUntil?: BusinessDate | undefined;
}>;

/** The last day on which what a stage waits for is in time; undefined for a stage that waits for nobody. */
export const stageDueOn = (
  { stages, calendar }: WorkflowPolicy,
  { stage, since, greenUntil }: Waiting,
): BusinessDate | undefined => {
  const { data: timed } = timedStage.safeParse(stage);
  if (timed === undefined) return undefined;
  const { within, days } = stages[timed];
  const due = days === 'business' ? addBusinessDays(since, within, calendar) : addDays(since, within);
  return timed === 'in-assessment' && greenUntil !== undefined ? earliest([due, greenUntil]) : due;
};

/** Calendar days by which the last day has passed; 0 on the day itself and before. */
export const lateDaysOn = (today: BusinessDate, dueOn: BusinessDate): number => Math.max(0, daysBetween(dueOn, today));
