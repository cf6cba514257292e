import type { BusinessDate } from '@app/kernel/business-date';
import type { Yuan } from '@app/kernel/yuan';

/** What the customer's file says on the day: it lies on another stream, so whoever asks brings it along. */
export type CustomerStanding = Readonly<{
  /** The last day of the year of the newest statement. */
  statementClosedOn?: BusinessDate | undefined;
  /** Of the customer file, in percent. */
  completeness: string;
  /** The last day of the security that runs longest. */
  securedUntil?: BusinessDate | undefined;
}>;

/** What the customer's group said when it was asked for room. */
export type GroupAnswer = Readonly<{ hasRoom: boolean; facts: Readonly<Record<string, string>> }>;

export type Asked = Readonly<{
  amount: Yuan;
  on: BusinessDate;
  /** Of an amendment: the whole document, of which `amount` is the difference. */
  whole?: Yuan | undefined;
  shipmentId?: string | undefined;
  deliverOn?: BusinessDate | undefined;
  /** Payment terms that the order wants. */
  termDays?: number | undefined;
  goods?: string | undefined;
  approvalId?: string | undefined;
  standing?: CustomerStanding | undefined;
  group?: GroupAnswer | undefined;
}>;
