// Canonical JSON as the store writes it from now on (see plain-json.ts), for what was stored before as jsonb: its keys are
// plain ASCII, so their order by bytes is that by UTF-16, and jsonb prints the numbers in use like JavaScript does.
const canonicalText = `
create function pg_temp.canonical(value jsonb) returns text language plpgsql as $$
begin
  case jsonb_typeof(value)
    when 'object' then
      return '{' || coalesce((select string_agg(to_json(p.key)::text || ':' || pg_temp.canonical(p.value), ',' order by p.key collate "C")
                              from jsonb_each(value) p), '') || '}';
    when 'array' then
      return '[' || coalesce((select string_agg(pg_temp.canonical(p.value), ',' order by p.ordinality)
                              from jsonb_array_elements(value) with ordinality p), '') || ']';
    else return value::text;
  end case;
end $$;
`;

/** Text is kept as it was sent, because the hash is over the text. */
export const sealing = `
drop function if exists log.append(jsonb, jsonb, uuid[], timestamptz);
${canonicalText}
alter table log.event add column hash bytea;
alter table log.event alter column data type json using pg_temp.canonical(data)::json;
alter table log.event alter column metadata type json using pg_temp.canonical(metadata)::json;
do $$
declare
  e record;
  before bytea;
begin
  for e in select * from log.event order by stream, revision loop
    if e.revision = 0 then before := decode(repeat('00', 32), 'hex'); end if;
    before := sha256(before || sha256(convert_to(
      '{"data":' || e.data::text || ',"id":"' || e.id || '","metadata":' || e.metadata::text
      || ',"stream":' || to_json(e.stream)::text || ',"type":' || to_json(e.type)::text || '}', 'UTF8'))
      || int8send(e.revision) || int8send((extract(epoch from e.recorded_at) * 1000)::bigint));
    update log.event set hash = before where position = e.position;
  end loop;
end $$;
alter table log.event alter column hash set not null;
comment on column log.event.hash is 'SHA-256 over the hash before it in the stream, the content, the revision and the instant: see seal.ts.';
`;
