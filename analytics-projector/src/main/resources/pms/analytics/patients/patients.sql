-- Who became what on a day (UTC, of the event), and who ceased to be it. Both only grow.
create table patients_by_day (
    day      date   not null,
    state    text   not null,
    entered  bigint not null,
    departed bigint not null,
    primary key (day, state)
) with (fillfactor = 50);
