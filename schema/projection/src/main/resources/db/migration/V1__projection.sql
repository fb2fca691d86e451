-- Where each projection stands. Written in the same transaction as the views, so that a view and its place
-- in the topic can never tell different stories.

-- The lock on these rows decides between two instances that hold the same partition for a moment.
create table projection_partition (
  projection  text   not null,
  topic       text   not null,
  partition   int    not null,
  next_offset bigint not null,
  position    bigint not null,
  primary key (projection, topic, partition)
) with (fillfactor = 50);

-- Every position at or below the watermark is applied.
create table projection_watermark (
  projection text   primary key,
  position   bigint not null
) with (fillfactor = 10);

-- Applied positions above the watermark: another partition is behind.
create table projection_ahead (
  projection text   not null,
  position   bigint not null,
  primary key (projection, position)
);

-- What was not applied: a poison record, and the later records of its subject, held back to keep their order.
-- The records themselves are in the dead-letter topic.
create table projection_held (
  projection  text        not null,
  topic       text        not null,
  partition   int         not null,
  next_offset bigint      not null,
  position    bigint      not null,
  subject     text        not null,
  reason      text        not null,
  held_at     timestamptz not null default now(),
  primary key (projection, topic, partition, next_offset)
);
create index projection_held_subject on projection_held (projection, subject);

-- Locks the partitions until the end of the transaction, in one order for all instances, and answers how far each is
-- (place) and which of the subjects are held back (behind which position). The locks are a statement of their own, so
-- that the next one sees what another instance committed while this one waited.
create function projection_begin(of_projection text, of_topic text, partitions int[], subjects text[],
  out subject text, out partition int, out next_offset bigint, out "position" bigint) returns setof record
language plpgsql as $$
#variable_conflict use_column
begin
  -- The batch's statements are the same each time, on arrays: planning them anew would cost more than running them.
  perform set_config('plan_cache_mode', 'force_generic_plan', true);
  insert into projection_partition (projection, topic, partition, next_offset, position)
  select of_projection, of_topic, p, 0, 0 from unnest(partitions) p
   where not exists (select from projection_partition x
                      where x.projection = of_projection and x.topic = of_topic and x.partition = p)
   order by p on conflict do nothing;
  return query select null::text, x.partition, x.next_offset, x.position from projection_partition x
   where x.projection = of_projection and x.topic = of_topic and x.partition = any(partitions)
   order by x.partition for update;
  return query select h.subject, null::int, null::bigint, min(h.position) from projection_held h
   where h.projection = of_projection and h.subject = any(subjects) group by h.subject;
end $$;

-- Moves the watermark over what is applied now and answers where it stands. The row lock is, again, a
-- statement of its own.
create function projection_advance(of_projection text, applied bigint[]) returns bigint
language plpgsql as $$
declare
  was     bigint;
  reached bigint;
  run_end bigint;
  p       bigint;
begin
  insert into projection_watermark values (of_projection, 0) on conflict do nothing;
  select w.position into was from projection_watermark w where w.projection = of_projection for update;
  reached := was;
  for p in select distinct a from unnest(applied) a order by a loop
    if p = reached + 1 then
      reached := p;
    elsif p > reached then
      insert into projection_ahead values (of_projection, p) on conflict do nothing;
    end if;
  end loop;
  if reached = was then
    return was;
  end if;
  -- The end of the gapless run that starts right above what is reached, if there is one.
  if exists (select from projection_ahead a where a.projection = of_projection and a.position = reached + 1) then
    select a.position into run_end from projection_ahead a
     where a.projection = of_projection and a.position > reached
       and not exists (select from projection_ahead b where b.projection = of_projection and b.position = a.position + 1)
     order by a.position limit 1;
    reached := run_end;
  end if;
  delete from projection_ahead a where a.projection = of_projection and a.position <= reached;
  update projection_watermark w set position = reached where w.projection = of_projection;
  perform pg_notify('projection_watermark', of_projection || ' ' || reached);
  return reached;
end $$;
