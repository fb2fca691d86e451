-- Active patients only. Birth years, not ages: an age changes without an event.
create table active_by_birth_year (
    birth_year int    not null,
    gender     text   not null,
    count      bigint not null,
    primary key (birth_year, gender)
) with (fillfactor = 50);

create table active_by_region (
    region text   primary key,
    count  bigint not null
) with (fillfactor = 50);
