create table subject_count (
  subject text   primary key,
  entries bigint not null,
  last    bigint not null
);
