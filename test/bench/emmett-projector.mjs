// Emmett's own projector over its own table, filled with the first events of the log; it writes the same two read models.
import { createRequire } from 'node:module';
import { postgreSQLEventStoreConsumer, postgreSQLRawSQLProjection } from '@event-driven-io/emmett-postgresql';
import { atMost } from './bench-server.mjs';
import { emptyTables, upsertsOf } from './receivables.mjs';

const require = createRequire(import.meta.url);
const { rawSql } = createRequire(require.resolve('@event-driven-io/emmett-postgresql'))('@event-driven-io/dumbo');

const TYPES = ['AccountOpened', 'ReceivableOpened', 'PaymentRecorded', 'PaymentAllocated', 'ReceivableSettled'];
// Its defaults (100 events each 50 ms) would only measure the pause.
const PULLING = { batchSize: 1_000, pullingFrequencyInMs: 1 };

export const seedEmmett = async (sql, events) => {
  await sql`
    insert into emt_messages (stream_id, stream_position, partition, message_data, message_metadata, message_schema_version,
      message_type, message_kind, message_id, transaction_id, global_position)
    select stream, revision + 1, 'emt:default', data::jsonb, metadata::jsonb, '1', type, 'E', id::text, pg_current_xact_id(),
      position
    from log.event where position <= ${events} order by position`;
  await sql.unsafe('vacuum (analyze) emt_messages');
};

/** Events per second from the first to the last, its start not counted. */
export const projectorRate = async ({ url, sql, events, round }) => {
  await emptyTables(sql, 'emmett');
  let began;
  let seen = 0;
  const { promise, resolve } = Promise.withResolvers?.() ?? deferred();
  const evolve = ({ type, data, metadata }) => {
    began ??= performance.now();
    if (++seen === events) resolve((events * 1000) / (performance.now() - began));
    return upsertsOf('emmett', metadata.streamName, { type, data }).map((text) => rawSql(text));
  };
  const consumer = postgreSQLEventStoreConsumer({ connectionString: url, pulling: PULLING });
  const name = `receivables-${round}`;
  consumer.projector({
    processorId: name,
    projection: postgreSQLRawSQLProjection({ name, canHandle: TYPES, evolve }),
  });
  const running = consumer.start();
  const rate = await Promise.race([promise, running.then(() => promise)]);
  await atMost(consumer.close());
  return rate;
};

const deferred = () => {
  let resolve;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
};
