-- By the day (UTC) that the encounters started on; all numbers only grow.
create table encounters_by_day (
    day      date   not null,
    class    text   not null,
    started  bigint not null,
    finished bigint not null,
    minutes  bigint not null, -- that the finished ones lasted together
    primary key (day, class)
) with (fillfactor = 50);

-- How many finished ones lasted so long: by days, and once more by months, so that a long range reads few rows.
create table stay_length (
    span      text   not null check (span in ('DAY', 'MONTH')),
    first_day date   not null,
    class     text   not null,
    minutes   bigint not null,
    count     int    not null,
    primary key (span, first_day, class, minutes)
) with (fillfactor = 90);
