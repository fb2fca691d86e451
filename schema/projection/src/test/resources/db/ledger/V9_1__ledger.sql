create table ledger (
  position bigint not null,
  subject  text   not null,
  entry    text   not null,
  applied  bigint generated always as identity
);
