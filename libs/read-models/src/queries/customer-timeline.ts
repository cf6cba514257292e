import type { TimelineEntry, TimelinePage } from '@app/contracts/customer';
import type { Language } from '@app/kernel/language';
import type { TimelineEvent } from '../projections/timeline';
import { sentenceOf } from '../sentences/timeline-sentences';
import { offsetOf, type Paged, type Reader } from './reader';

export type TimelineWish = Paged &
  Readonly<{
    customerId: string;
    language: Language;
    /** Only events of these types. */
    types?: readonly TimelineEvent['type'][];
  }>;

/** The projection has put in only what it had parsed, hence the event's own shape. */
type Found = Pick<TimelineEntry, 'position' | 'on' | 'recordedAt' | 'by'> & TimelineEvent;

const entryOf = (found: Found, language: Language): TimelineEntry => {
  const { position, on, recordedAt, by, type } = found;
  const sentence = sentenceOf(found);
  return { position, on, recordedAt, by, type, text: sentence[language], tone: sentence.tone };
};

/** All that happened with a customer, newest first, in the reader's language. */
export const customerTimeline = async (
  sql: Reader,
  { customerId, language, page, size, types }: TimelineWish,
): Promise<TimelinePage> => {
  const ofTypes = types === undefined ? sql`` : sql`and type = any(${[...types]})`;
  const [found, [count]] = await Promise.all([
    sql<Found[]>`
      select position, on_date as on, recorded_at as "recordedAt", by_actor as by, type, data
      from read.timeline where customer_id = ${customerId} ${ofTypes}
      order by position desc, n desc limit ${size} offset ${offsetOf({ page, size })}`,
    sql<
      { total: number }[]
    >`select count(*)::int as total from read.timeline where customer_id = ${customerId} ${ofTypes}`,
  ]);
  return { rows: found.map((row) => entryOf(row, language)), page, size, total: count?.total ?? 0 };
};
