-- Which edition of the topic the offset is of: the relay counts on when records of it were lost and it publishes again.
alter table projection_partition add column edition bigint not null default 0;

drop function projection_begin(text, text, int[], text[]);

-- As before, with the edition.
create function projection_begin(of_projection text, of_topic text, partitions int[], subjects text[],
  out subject text, out partition int, out next_offset bigint, out "position" bigint, out edition bigint)
returns setof record
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
  return query select null::text, x.partition, x.next_offset, x.position, x.edition from projection_partition x
   where x.projection = of_projection and x.topic = of_topic and x.partition = any(partitions)
   order by x.partition for update;
  return query select h.subject, null::int, null::bigint, min(h.position), null::bigint from projection_held h
   where h.projection = of_projection and h.subject = any(subjects) group by h.subject;
end $$;
