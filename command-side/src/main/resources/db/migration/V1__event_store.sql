-- The event store: one log of events in one gapless order, found by tags. docs/event-store.md explains it.

create table event (
  position    bigint      not null primary key,
  id          uuid        not null unique,
  type        text        not null collate "C",
  subject     text        not null collate "C",
  recorded_at timestamptz not null,
  payload     bytea       not null,
  metadata    text[]      not null  -- key, value, key, value, …
);
comment on table event is 'The log. Never updated, never deleted from; positions from 1 without a gap, in commit order.';

-- Which types are in which block of 1,024 positions: finds events by type alone, at a thousandth of what an index entry for
-- each event costs. Events of a type are then looked for inside its blocks.
create table event_type_block (
  type  text   not null collate "C",
  block bigint not null,  -- position / 1024
  primary key (type, block)
);

create table event_tag (
  tag      text   not null collate "C",
  position bigint not null,
  type     text   not null collate "C",
  primary key (tag, position)
);
comment on table event_tag is 'Finds events by tag. The type stands beside the tag, so that a condition is checked without the log.';

-- Who appends holds the lock on this row until commit: that makes position order commit order.
create table event_head (
  only_row    boolean     not null primary key default true check (only_row),
  position    bigint      not null,
  recorded_at timestamptz not null
) with (fillfactor = 10);  -- room for updates in place
insert into event_head (position, recorded_at) values (0, 'epoch');


-- Appends a batch of appends. Appends are numbered from 1, and so are the events of all of them together.
--   repeats  whether some of them may be stored already: without it, a stored id of an append that nothing refuses is an
--            error of its index
--   c_*  one row a criterion: of which append, behind which position, a tag, the other tags and one of which types
--        (the latter two array literals; each null for any)
--   d_*  pairs of appends of this batch, in order: the later one's condition forbids an event of the earlier one
--   e_*  one row an event: of which append, and what; payload as base64, metadata as an array literal
--   t_*  one row a tag: of which event, and that event's type
-- Gives one row. The appends that are in neither array stand behind `base`, in order.
--   refused  appends whose condition failed
--   misused  appends with an event id that belongs to another append
--   known    appends that were stored before, four values each: number, first position, last position,
--            recorded_at in microseconds of the epoch
create function append_events(
  repeats boolean,
  c_append int[], c_after bigint[], c_tag text[], c_tags text[], c_types text[],
  d_later int[], d_earlier int[],
  e_append int[], e_id text[], e_type text[], e_subject text[], e_payload text[], e_metadata text[],
  t_event int[], t_tag text[], t_type text[],
  out base bigint, out written_at timestamptz, out refused int[], out misused int[], out known bigint[])
language plpgsql
-- Plans are made once a session, perhaps on empty tables, and not again for other values: only index look-ups are right
-- in the long run, and the one join, of the batch with itself, must not compare each with each.
set enable_seqscan = off set enable_bitmapscan = off set enable_nestloop = off set enable_mergejoin = off set jit = off
set plan_cache_mode = force_generic_plan
as $$
declare
  absent  boolean[];
  number  int;
  written bigint;
begin
  -- A statement of its own: the snapshots of the next ones are younger than the lock.
  select h.position, greatest(h.recorded_at, clock_timestamp()) into base, written_at from event_head h for update;

  if repeats then
    select r.misused, r.known into misused, known from repeated_appends(e_append, e_id) r;
    foreach number in array coalesce(misused, '{}') loop absent[number] := true; end loop;
    for i in 1 .. coalesce(cardinality(known), 0) by 4 loop absent[known[i]] := true; end loop;
  end if;

  if cardinality(c_append) > 0 then
    select array_agg(distinct c.number) into refused
      from unnest(c_append, c_after, c_tag, c_tags, c_types) c(number, after, tag, tags, types)
     where absent[c.number] is not true
       and case
         when c.after > base then true  -- what the appender has seen is not, or no longer, in this log
         when c.tag is not null then exists (
           select from event_tag t
            where t.tag = c.tag and t.position > c.after
              and (c.types is null or t.type = any (c.types::text[]))
              and (c.tags is null or not exists (
                select from unnest(c.tags::text[]) o(tag)
                 where (select u.position from event_tag u where u.tag = o.tag and u.position = t.position) is null)))
         when c.types is not null then exists (
           select from event_type_block b
            where b.type = any (c.types::text[]) and b.block >= c.after >> 10
              -- a scalar, so that it stays a look-up by position and never becomes a join with the whole log
              and (select s.position from event s
                    where s.position > greatest(c.after, (b.block << 10) - 1) and s.position < (b.block + 1) << 10
                      and s.type = b.type limit 1) is not null)
         else base > c.after
       end;
    foreach number in array coalesce(refused, '{}') loop absent[number] := true; end loop;
  end if;

  -- In order, so that the fate of the earlier one is settled when it is asked for.
  for i in 1 .. cardinality(d_later) loop
    if absent[d_earlier[i]] is not true and absent[d_later[i]] is not true then
      absent[d_later[i]] := true;
      refused := refused || d_later[i];
    end if;
  end loop;

  -- What forbids an append may be its own events: it was stored before.
  if refused is not null and not repeats then
    select r.misused, r.known into misused, known
      from (select array_agg(e.number order by e.ordinal) as numbers, array_agg(e.id order by e.ordinal) as ids
              from unnest(e_append, e_id) with ordinality e(number, id, ordinal) where e.number = any (refused)) e
     cross join lateral repeated_appends(e.numbers, e.ids) r;
    refused := array(select n from unnest(refused) n
      where n <> all (coalesce(misused, '{}'))
        and not exists (select from generate_series(1, coalesce(cardinality(known), 0), 4) k where known[k] = n));
  end if;

  if absent is null then
    written := cardinality(e_id);
    -- One statement for all four tables: starting a statement costs a lone append as much as what it does.
    with events as (
      insert into event (position, id, type, subject, recorded_at, payload, metadata)
      select base + e.ordinal, e.id::uuid, e.type, e.subject, written_at, decode(e.payload, 'base64'), e.metadata::text[]
        from unnest(e_id, e_type, e_subject, e_payload, e_metadata)
             with ordinality e(id, type, subject, payload, metadata, ordinal)
    ), types as (
      insert into event_type_block (type, block)
      select distinct e.type, (base + e.ordinal) >> 10 from unnest(e_type) with ordinality e(type, ordinal)
      on conflict do nothing
    ), tags as (
      insert into event_tag (tag, position, type)
      select t.tag, base + t.ordinal, t.type from unnest(t_event, t_tag, t_type) t(ordinal, tag, type)
    )
    update event_head set position = base + written, recorded_at = written_at where written > 0;
  else
    with placed as materialized (
      select e.*, base + row_number() over (order by e.ordinal) as position
        from unnest(e_append, e_id, e_type, e_subject, e_payload, e_metadata)
             with ordinality e(number, id, type, subject, payload, metadata, ordinal)
       where absent[e.number] is not true
    ), events as (
      insert into event (position, id, type, subject, recorded_at, payload, metadata)
      select p.position, p.id::uuid, p.type, p.subject, written_at, decode(p.payload, 'base64'), p.metadata::text[]
        from placed p order by p.position
      returning 1
    ), types as (
      insert into event_type_block (type, block) select distinct p.type, p.position >> 10 from placed p
      on conflict do nothing
    ), tags as (
      insert into event_tag (tag, position, type)
      select t.tag, p.position, p.type from unnest(t_event, t_tag) t(ordinal, tag) join placed p on p.ordinal = t.ordinal
    )
    select count(*) into written from events;
    update event_head set position = base + written, recorded_at = written_at where written > 0;
  end if;
end $$;


-- Which of the appends have event ids that are stored: as they are here (`known`), or in another append (`misused`).
create function repeated_appends(e_append int[], e_id text[], out misused int[], out known bigint[])
language plpgsql stable
set enable_seqscan = off set enable_bitmapscan = off set plan_cache_mode = force_generic_plan
as $$
begin
  select array_agg(distinct e.number) into misused
    from unnest(e_append, e_id) e(number, id)
   where (select s.position from event s where s.id = e.id::uuid) is not null;
  if misused is not null then
    select array_agg(k.number order by k.number) filter (where not k.same),
           array_agg(k.row order by k.number) filter (where k.same)
      into misused, known
      from (select f.number,
                   bool_and(f.position is not null) and count(distinct f.position - f.ordinal) = 1 as same,
                   array[f.number, min(f.position), max(f.position), (
                     select (extract(epoch from s.recorded_at) * 1000000)::bigint from event s
                      where s.position = min(f.position))] as row
              from (select e.number, e.ordinal, (select s.position from event s where s.id = e.id::uuid) as position
                      from unnest(e_append, e_id) with ordinality e(number, id, ordinal)
                     where e.number = any (misused)) f
             group by f.number) k;
    known := array(select unnest(known));  -- flat
  end if;
end $$;


-- One page of the events behind `after` up to `upto` that match a criterion (no criteria: all), in position order.
-- A page ends before the event in front of which it holds `max_bytes` of payload already, or at `max_events`.
create function read_events(
  c_tags text[], c_types text[], after bigint, upto bigint, max_events int, max_bytes bigint)
returns setof event
language plpgsql stable rows 100
set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off set enable_hashjoin = off set jit = off
set plan_cache_mode = force_generic_plan
as $$
begin
  if cardinality(c_tags) = 0 then
    return query
      select p.position, p.id, p.type, p.subject, p.recorded_at, p.payload, p.metadata
        from (select s.*, sum(octet_length(s.payload)) over (order by s.position) - octet_length(s.payload) as bytes_before
                from (select e.* from event e where e.position > after and e.position <= upto
                       order by e.position limit max_events) s) p
       where p.bytes_before < max_bytes order by p.position;
    return;
  end if;
  return query
    with matching as materialized (
      select distinct m.position
        from unnest(c_tags, c_types) c(tags_text, types_text)
       cross join lateral (select c.tags_text::text[] as tags, c.types_text::text[] as types) k
       cross join lateral (
         (select t.position from event_tag t
           where t.tag = k.tags[1] and t.position > after and t.position <= upto
             and (cardinality(k.types) = 0 or t.type = any (k.types))
             and (cardinality(k.tags) = 1 or not exists (
               select from unnest(k.tags[2:]) o(tag)
                where (select u.position from event_tag u where u.tag = o.tag and u.position = t.position) is null))
           order by t.position limit max_events)
         union all
         (select e.position from unnest(k.types) y(type)
           cross join lateral (
             select s.position from event_type_block b
              cross join lateral (
                select e.position from event e
                 where e.position > greatest(after, (b.block << 10) - 1)
                   and e.position <= least(upto, ((b.block + 1) << 10) - 1)
                   and e.type = b.type
                 order by e.position) s
              where b.type = y.type and b.block >= after >> 10 and b.block <= upto >> 10
              order by b.block, s.position limit max_events) e
           where cardinality(k.tags) = 0)
         union all
         (select e.position from event e
           where cardinality(k.tags) = 0 and cardinality(k.types) = 0 and e.position > after and e.position <= upto
           order by e.position limit max_events)) m
       order by m.position limit max_events)
    select p.position, p.id, p.type, p.subject, p.recorded_at, p.payload, p.metadata
      from (select e.*, sum(octet_length(e.payload)) over (order by e.position) - octet_length(e.payload) as bytes_before
              from matching m join event e on e.position = m.position) p
     where p.bytes_before < max_bytes order by p.position;
end $$;


-- The last position recorded before a moment, 0 when there is none. recorded_at never goes back along the gapless
-- positions, so halving finds it without an index.
create function position_before(moment timestamptz) returns bigint
language plpgsql stable
set enable_seqscan = off set enable_bitmapscan = off set plan_cache_mode = force_generic_plan
as $$
declare
  low  bigint := 0;
  high bigint := (select h.position from event_head h);
  mid  bigint;
begin
  while low < high loop
    mid := (low + high + 1) / 2;
    if (select e.recorded_at from event e where e.position = mid) < moment then low := mid; else high := mid - 1; end if;
  end loop;
  return low;
end $$;
