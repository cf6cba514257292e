import { z } from 'zod';
import { bankLineEvent } from '@app/domain/bank-line/events';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { creditGroupEvent } from '@app/domain/credit-group/events';
import { creditApplicationEvent } from '@app/domain/credit-application/events';
import { customerEvent } from '@app/domain/customer/events';
import { exchangeRateEvent } from '@app/domain/exchange-rate/events';
import { followUpEvent } from '@app/domain/follow-up/events';
import { ledgerPeriodEvent } from '@app/domain/ledger-period/events';
import { policyEvent } from '@app/domain/policy/events';
import { statementEvent } from '@app/domain/statement/events';
import { webhookEvent } from '@app/domain/webhook/events';
import type { EventStore, StoredEvent } from '@app/event-store/event-store';
import { readEvent } from '@app/kernel/event-versions';

const PAGE = 5_000;
const FAULTS_LISTED_MAX = 100;

const schemas: Readonly<Record<string, z.ZodType>> = {
  customer: customerEvent,
  creditApplication: creditApplicationEvent,
  bankLine: bankLineEvent,
  creditAccount: creditAccountEvent,
  creditGroup: creditGroupEvent,
  statement: statementEvent,
  followUp: followUpEvent,
  policy: policyEvent,
  webhook: webhookEvent,
  exchangeRate: exchangeRateEvent,
  ledgerPeriod: ledgerPeriodEvent,
};

export type LogFault = Readonly<{
  kind: 'unreadable' | 'revision-gap' | 'order' | 'time-runs-backwards' | 'unknown-category';
  position: string;
  stream: string;
  what: string;
}>;
export type LogCheck = Readonly<{ events: number; streams: number; faults: readonly LogFault[] }>;

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { cause, message } = error;
  if (!(cause instanceof z.ZodError)) return message;
  const [issue] = cause.issues;
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
};

const unreadable = (event: StoredEvent): Pick<LogFault, 'kind' | 'what'> | undefined => {
  const category = event.stream.split('-', 1)[0] ?? '';
  const schema = schemas[category];
  if (schema === undefined) return { kind: 'unknown-category', what: category };
  try {
    readEvent(schema, event);
    return undefined;
  } catch (error) {
    return { kind: 'unreadable', what: `${event.type} ${reasonOf(error)}` };
  }
};

/** Reads the whole log once: every event readable, every stream without a gap, positions and times in order. */
export const checkLog = async (store: EventStore, onProgress: (events: number) => void): Promise<LogCheck> => {
  const next = new Map<string, number>();
  const faults: LogFault[] = [];
  let events = 0;
  let last: StoredEvent | undefined;
  const fault = ({ position, stream }: StoredEvent, kind: LogFault['kind'], what: string): void => {
    if (faults.length < FAULTS_LISTED_MAX) faults.push({ kind, position, stream, what });
  };
  for (;;) {
    const page = await store.readAll({ limit: PAGE, ...(last && { after: last.position }) });
    for (const event of page) {
      events++;
      const expected = next.get(event.stream) ?? 0;
      if (event.revision !== expected) fault(event, 'revision-gap', `${expected} → ${event.revision}`);
      next.set(event.stream, event.revision + 1);
      if (last !== undefined && store.compare(last.position, event.position) >= 0) fault(event, 'order', last.position);
      if (last !== undefined && event.recordedAt < last.recordedAt)
        fault(event, 'time-runs-backwards', `${last.recordedAt} → ${event.recordedAt}`);
      const wrong = unreadable(event);
      if (wrong !== undefined) fault(event, wrong.kind, wrong.what);
      last = event;
    }
    onProgress(events);
    if (page.length < PAGE) return { events, streams: next.size, faults };
  }
};
