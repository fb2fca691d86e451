create table total (
  only_row boolean primary key default true check (only_row),
  entries  bigint  not null,
  applied  bigint  not null default 0 -- in how many batches
);

insert into total (entries) values (0);
