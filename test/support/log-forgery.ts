import { randomUUID } from 'node:crypto';

// What somebody does in SQL who wants the log to look as if nothing had happened: positions and revisions have no gaps.

/** After an event was taken out. */
export const closeGap = (place: number, stream: string, revision: number): string => `
  update log.event set position = -position where position > ${place};
  update log.event set position = -position - 1 where position < 0;
  update log.event set revision = 1000000 + revision where stream = '${stream}' and revision > ${revision};
  update log.event set revision = revision - 1000001 where revision >= 1000000;
  update log.head set position = position - 1`;

/** With a hash that was made up. */
export const insertBefore = (place: number, stream: string, revision: number): string => `
  update log.event set position = -position where position >= ${place};
  update log.event set position = -position + 1 where position < 0;
  update log.event set revision = 1000000 + revision where stream = '${stream}' and revision >= ${revision};
  update log.event set revision = revision - 999999 where revision >= 1000000;
  insert into log.event (position, stream, revision, id, type, data, metadata, recorded_at, hash)
    select ${place}, '${stream}', ${revision}, '${randomUUID()}', 'Noted', '{"n":-1}', '{"by":"forger"}', recorded_at, sha256('x')
    from log.event where position = ${place - 1};
  update log.head set position = position + 1`;
