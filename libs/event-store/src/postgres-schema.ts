import type { Migration } from '@app/postgres/migrate';

export const LOG_SCHEMA = 'log';
/** NOTIFY on it says that the log has grown, and nothing else. */
export const LOG_CHANNEL = 'xay_log';

/** How an append says in SQL what it expects of its stream; a revision stands for itself, null for anything. */
export const NO_STREAM = -1;
export const STREAM_EXISTS = -2;

const tables = `
create table log.head (
  one boolean primary key default true check (one),
  position bigint not null,
  recorded_at timestamptz not null
) with (fillfactor = 10);
insert into log.head values (true, 0, '-infinity');

create table log.event (
  position bigint primary key,
  stream text collate "C" not null,
  revision int not null check (revision >= 0),
  id uuid not null unique,
  type text not null,
  data jsonb not null,
  metadata jsonb not null,
  recorded_at timestamptz not null,
  unique (stream, revision)
);
comment on table log.event is 'Append only. Positions are given out under the lock of log.head: their order is the order of commits, without gaps.';
`;

// plpgsql on purpose: each statement after the lock takes a new snapshot and so sees all that the holder before committed.
// groups: [{s: stream, x: what it expects of it}], at most one a stream. events: [{g: group from 1, o: place in it from 1, i, t, d, m}].
// No sequential scan: a plan made while the log was empty would otherwise be kept while it grows.
const append = `
create function log.append(groups jsonb, events jsonb, ids uuid[], at timestamptz) returns jsonb
language plpgsql set enable_seqscan = off as $$
declare
  base bigint;
  instant timestamptz;
  streams text[];
  current int[];
  accepted boolean[];
  repeated int;
  appended int;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'log.append needs read committed' using errcode = '25001';
  end if;
  select h.position, greatest(h.recorded_at, at) into strict base, instant from log.head h for update;

  select array_agg(q.s order by q.g), array_agg(q.c order by q.g),
         array_agg(q.x is null or q.x = q.c or (q.x = ${STREAM_EXISTS} and q.c >= 0) order by q.g)
  into strict streams, current, accepted
  from (
    select r.g, r.s, r.x, coalesce(
      (select e.revision from log.event e where e.stream = r.s order by e.revision desc limit 1), ${NO_STREAM}) as c
    from rows from (jsonb_to_recordset(groups) as (s text, x int)) with ordinality as r(s, x, g)
  ) q;

  if exists (select from log.event e where e.id = any(ids)) then
    for repeated in
      select distinct r.g from jsonb_to_recordset(events) as r(g int, i uuid) join log.event e on e.id = r.i
    loop
      accepted[repeated] := false;
    end loop;
  end if;

  insert into log.event (position, stream, revision, id, type, data, metadata, recorded_at)
  select base + row_number() over (order by r.n), streams[r.g], current[r.g] + r.o, r.i, r.t, r.d, r.m, instant
  from rows from (jsonb_to_recordset(events) as (g int, o int, i uuid, t text, d jsonb, m jsonb))
       with ordinality as r(g, o, i, t, d, m, n)
  where accepted[r.g];
  get diagnostics appended = row_count;

  if appended > 0 then
    update log.head set position = base + appended, recorded_at = instant;
    perform pg_notify('${LOG_CHANNEL}', '');
  end if;
  return jsonb_build_object('base', base::text, 'current', current, 'accepted', accepted);
end $$;
`;

export const logMigrations: readonly Migration[] = [{ version: 1, name: 'event log', sql: tables + append }];
