-- How far the followers of the log have come: all events at or below the position are done with.
create table checkpoint (
  name     text primary key,
  position bigint not null check (position >= 0)
);
