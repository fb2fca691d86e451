-- Which instance works for a follower, and how long its turn counts unless it is renewed. What an instance has done is
-- saved under the term that it began with, so that one whose turn has passed changes nothing.
alter table checkpoint
  add column term       bigint      not null default 0,
  add column holder     text,
  add column held_until timestamptz not null default '-infinity';
alter table checkpoint set (fillfactor = 50);

-- The last record of each partition that Kafka acknowledged: whether it is still there shows whether Kafka lost any.
create table relayed (
  topic     text   not null,
  partition int    not null,
  topic_id  text   not null,  -- Kafka's; another one under the same name is another topic
  "offset"  bigint not null,
  position  bigint not null,  -- of the event
  primary key (topic, partition)
) with (fillfactor = 50);
