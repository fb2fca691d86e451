-- Counts on when records were lost and are published again: readers then begin anew, since their offsets mean nothing.
alter table checkpoint add column edition bigint not null default 0;
