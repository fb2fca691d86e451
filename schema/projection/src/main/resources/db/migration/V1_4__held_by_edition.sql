-- A later edition of the topic has the offsets of the former again: what is held of one must not pass for the other's.
alter table projection_held add column edition bigint not null default 0;
alter table projection_held drop constraint projection_held_pkey;
alter table projection_held add primary key (projection, topic, edition, partition, next_offset);
