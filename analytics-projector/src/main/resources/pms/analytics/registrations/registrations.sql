create table registrations_by_day (
    day   date primary key,
    count bigint not null
) with (fillfactor = 50);
