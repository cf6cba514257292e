/** How an append says in SQL what it expects of its stream; a revision stands for itself, null for anything. */
export const NO_STREAM = -1;
export const STREAM_EXISTS = -2;

// plpgsql on purpose: each statement after the lock takes a new snapshot and so sees all that the holder before committed.
// groups: [{s: stream, x: what it expects of it, i: the id that its last event must have}], at most one a stream.
// events: [{g: group from 1, o: place in it from 1, i: id, t: type, d: data, m: metadata, h: hash of the content}].
// No sequential scan: a plan made while the log was empty would otherwise be kept while it grows.
export const appendBySeal = `
create function log.link(before bytea, first bytea, content bytea, revision int, at timestamptz) returns bytea
language sql immutable parallel safe as $$
  select sha256(coalesce(before, first) || content || int8send(revision) || int8send((extract(epoch from at) * 1000)::bigint))
$$;
create aggregate log.chain(bytea, bytea, int, timestamptz) (sfunc = log.link, stype = bytea);

create function log.append(groups json, events json, ids uuid[], at timestamptz) returns json
language plpgsql set enable_seqscan = off as $$
declare
  base bigint;
  instant timestamptz;
  streams text[];
  current int[];
  hashes bytea[];
  accepted boolean[];
  repeated int;
  appended int;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'log.append needs read committed' using errcode = '25001';
  end if;
  select h.position, greatest(h.recorded_at, at) into strict base, instant from log.head h for update;

  select array_agg(r.s order by r.g), array_agg(coalesce(last.revision, ${NO_STREAM}) order by r.g),
         array_agg(coalesce(last.hash, decode(repeat('00', 32), 'hex')) order by r.g),
         array_agg((r.x is null or r.x = coalesce(last.revision, ${NO_STREAM}) or (r.x = ${STREAM_EXISTS} and last.revision is not null))
                   and (r.i is null or r.i = last.id) order by r.g)
  into strict streams, current, hashes, accepted
  from rows from (json_to_recordset(groups) as (s text, x int, i uuid)) with ordinality as r(s, x, i, g)
  left join lateral (
    select e.revision, e.id, e.hash from log.event e where e.stream = r.s order by e.revision desc limit 1) last on true;

  if exists (select from log.event e where e.id = any(ids)) then
    for repeated in
      select distinct r.g from json_to_recordset(events) as r(g int, i uuid) join log.event e on e.id = r.i
    loop
      accepted[repeated] := false;
    end loop;
  end if;

  insert into log.event (position, stream, revision, id, type, data, metadata, recorded_at, hash)
  select base + row_number() over (order by r.n), streams[r.g], current[r.g] + r.o, r.i, r.t, r.d, r.m, instant,
         log.chain(hashes[r.g], decode(r.h, 'hex'), current[r.g] + r.o, instant) over (partition by r.g order by r.n)
  from rows from (json_to_recordset(events) as (g int, o int, i uuid, t text, d json, m json, h text))
       with ordinality as r(g, o, i, t, d, m, h, n)
  where accepted[r.g];
  get diagnostics appended = row_count;

  if appended > 0 then
    update log.head set position = base + appended, recorded_at = instant;
    perform pg_notify('xay_log', '');
  end if;
  return json_build_object('base', base::text, 'current', current, 'accepted', accepted);
end $$;
`;
