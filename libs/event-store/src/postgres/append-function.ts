/** How an append says in SQL what it expects of its stream; a revision stands for itself, null for anything. */
export const NO_STREAM = -1;
export const STREAM_EXISTS = -2;
/** Stands between the texts of a list: canonical JSON escapes control characters, and names hold none. */
export const SEPARATOR = '\x1e';

const nothing = `'\\x${'00'.repeat(32)}'::bytea`;

const accepts = (row: string): string => `
  (${row}.x is null or ${row}.x = coalesce(last.revision, ${NO_STREAM}) or (${row}.x = ${STREAM_EXISTS} and last.revision is not null))
  and (${row}.i is null or ${row}.i = last.id)`;

const lastOf = (row: string): string => `left join lateral (
    select e.revision, e.id, e.hash from log.event e where e.stream = ${row}.s order by e.revision desc limit 1) last on true`;

// An append that is alone, the commonest of all, has a way of its own: one statement, and no arrays to fill.
const alone = `
    insert into log.event (position, stream, revision, id, type, data, metadata, recorded_at, hash)
    select base + 1, r.s, coalesce(last.revision, ${NO_STREAM}) + 1, ids[1], types, data::json, metadata::json, instant,
           sha256(coalesce(last.hash, ${nothing}) || digests || int8send(coalesce(last.revision, ${NO_STREAM}) + 1) || millis)
    from (values (streams, expected[1], ends[1])) as r(s, x, i)
    ${lastOf('r')}
    where ${accepts('r')}
    returning revision - 1 into revision_before;
    if found then
      return json_build_object('base', base::text, 'current', array[revision_before], 'accepted', array[true], 'repeated', array[false]);
    end if;`;

/**
 * plpgsql on purpose: each statement after the lock takes a new snapshot and so sees all that the holder before committed.
 *
 * One element a stream: streams (joined), expected, ends (the id that its last event must have, or null). One element an
 * event, those of a stream behind one another: owners (place of its stream in streams), ids, types, data, metadata (joined)
 * and contents (hashes of the content, 64 digits each). Not careful: an id that is stored already fails the whole call,
 * which is then repeated carefully, because looking for ids beforehand costs every append and helps hardly any.
 *
 * Plans are made once, and not for the empty log: otherwise each call is planned anew, or reads all the log while it grows.
 */
export const appendFunction = `
create function log.append(streams text, expected int[], ends uuid[], owners int[], ids uuid[], types text, data text,
                           metadata text, contents text, at timestamptz, careful boolean) returns json
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  total int := cardinality(ids);
  names text[];
  base bigint;
  instant timestamptz;
  millis bytea;
  digests bytea := decode(contents, 'hex');
  revision_before int;
  current int[];
  accepted boolean[];
  repeated boolean[];
  -- The ends of the streams as they move on, event by event.
  reached int[];
  hashes bytea[];
  -- Filled from the start: an array that is first given its second element begins there, and would be one element short.
  positions bigint[] := array_fill(null::bigint, array[cardinality(ids)]);
  revisions int[] := array_fill(null::int, array[cardinality(ids)]);
  seals bytea[] := array_fill(null::bytea, array[cardinality(ids)]);
  g int;
  appended int := 0;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'log.append needs read committed' using errcode = '25001';
  end if;
  update log.head h set position = h.position + total, recorded_at = greatest(h.recorded_at, at)
  returning h.position - total, h.recorded_at into strict base, instant;
  millis := int8send((extract(epoch from instant) * 1000)::bigint);

  if total = 1 and not careful then
    ${alone}
  end if;

  names := string_to_array(streams, E'\\x1e');
  select array_agg(coalesce(last.revision, ${NO_STREAM}) order by r.g), array_agg(coalesce(last.hash, ${nothing}) order by r.g),
         array_agg(${accepts('r')} order by r.g)
  into strict current, hashes, accepted
  from unnest(names, expected, ends) with ordinality as r(s, x, i, g)
  ${lastOf('r')};

  if careful or not (true = all(accepted)) then
    select array_agg(exists(
      select from unnest(owners, ids) as r(g, i) join log.event e on e.id = r.i where r.g = s.g) order by s.g)
    into strict repeated
    from generate_series(1, cardinality(names)) as s(g);
  end if;

  reached := current;
  for n in 1..total loop
    g := owners[n];
    continue when not accepted[g] or coalesce(repeated[g], false);
    appended := appended + 1;
    reached[g] := reached[g] + 1;
    hashes[g] := sha256(hashes[g] || substring(digests from n * 32 - 31 for 32) || int8send(reached[g]) || millis);
    positions[n] := base + appended;
    revisions[n] := reached[g];
    seals[n] := hashes[g];
  end loop;

  if appended > 0 then
    insert into log.event (position, stream, revision, id, type, data, metadata, recorded_at, hash)
    select r.p, names[r.g], r.v, r.i, r.t, r.d::json, r.m::json, instant, r.h
    from unnest(positions, owners, revisions, ids, string_to_array(types, E'\\x1e'), string_to_array(data, E'\\x1e'),
                string_to_array(metadata, E'\\x1e'), seals) as r(p, g, v, i, t, d, m, h)
    where r.p is not null;
  end if;
  if appended < total then update log.head set position = base + appended; end if;
  return json_build_object('base', base::text, 'current', current, 'accepted', accepted, 'repeated', repeated);
end $$;
`;
