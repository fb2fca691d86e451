-- The tables of a projection's views stand in a schema for each generation. The live one is always "views"; the service,
-- whose tables they are, makes, renames and drops them.
create table generation (
  projection text        not null,
  number     int         not null,
  -- The name that its progress is stored under: the projection's own while it is live.
  progress   text        not null unique,
  schema     text        not null unique,
  state      text        not null check (state in ('LIVE', 'BUILDING', 'FORMER')),
  -- The views that are kept up in it, each with the digest of its definition.
  views      jsonb       not null,
  since      timestamptz not null default now(), -- in this state
  primary key (projection, number)
);
create unique index generation_live on generation (projection) where state = 'LIVE';

create table rebuild (
  id          uuid        primary key,
  projection  text        not null,
  view        text        not null, -- as it was asked for
  kind        text        not null check (kind in ('REBUILD', 'ROLLBACK')),
  generation  int         not null,
  progress    text        not null, -- of that generation, until it is live
  state       text        not null check (state in ('RUNNING', 'SWITCHED', 'BUILT', 'DIFFERENT', 'CANCELLED', 'FAILED')),
  phase       text        not null,
  switches    text        not null check (switches in ('WHEN_EQUAL', 'IN_ANY_CASE', 'NEVER')),
  done        bigint      not null default 0, -- events that are applied
  total       bigint      not null default 0, -- that there are to apply, as last known
  run_at      timestamptz, -- when the instance that works at it began, and
  run_from    bigint      not null default 0, -- with how many events
  attempts    int         not null default 0, -- that failed since the last event was applied
  comparison  jsonb, -- null before
  held_live   bigint, -- records that each of the two holds back, when they were compared
  held_built  bigint,
  failure     text, -- the kind of fault, and nothing of the data
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  ended_at    timestamptz
);
create unique index rebuild_running on rebuild (projection) where state = 'RUNNING';

-- Records that an operator gave up: they are left out for ever, also when the views are built anew.
create table projection_given_up (
  projection text        not null,
  topic      text        not null,
  position   bigint      not null,
  since      timestamptz not null default now(),
  primary key (projection, topic, position)
);

-- Keeps batches of the live generation away until the transaction ends. Who reads is not kept away.
create function projection_fence(of_projection text) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('projection ' || of_projection, 0))
$$;

drop function projection_begin(text, text, int[], text[]);

-- As before, and what the generation keeps up, in lines of partition -1: one that it is there, and one for each view with
-- its digest. A projection without generations has none. It waits for a fence first, and reads what came of it.
-- Lines of partition -2 have the positions that were given up.
create function projection_begin(of_projection text, of_topic text, partitions int[], subjects text[],
  out subject text, out partition int, out next_offset bigint, out "position" bigint, out edition bigint, out digest text)
returns setof record
language plpgsql as $$
#variable_conflict use_column
begin
  -- The batch's statements are the same each time, on arrays: planning them anew would cost more than running them.
  perform set_config('plan_cache_mode', 'force_generic_plan', true);
  perform pg_advisory_xact_lock_shared(hashtextextended('projection ' || of_projection, 0));
  return query select v.key, -1, null::bigint, null::bigint, null::bigint, v.value
    from generation g left join lateral jsonb_each_text(g.views) v on true where g.progress = of_projection;
  return query select null::text, -2, null::bigint, u.position, null::bigint, null::text from projection_given_up u
   where u.projection = split_part(of_projection, '@', 1) and u.topic = of_topic;
  insert into projection_partition (projection, topic, partition, next_offset, position)
  select of_projection, of_topic, p, 0, 0 from unnest(partitions) p
   where not exists (select from projection_partition x
                      where x.projection = of_projection and x.topic = of_topic and x.partition = p)
   order by p on conflict do nothing;
  return query select null::text, x.partition, x.next_offset, x.position, x.edition, null::text
    from projection_partition x
   where x.projection = of_projection and x.topic = of_topic and x.partition = any(partitions)
   order by x.partition for update;
  return query select h.subject, null::int, null::bigint, min(h.position), null::bigint, null::text
    from projection_held h
   where h.projection = of_projection and h.subject = any(subjects) group by h.subject;
end $$;
