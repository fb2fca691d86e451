-- Who came and went at a moment; no row says who.
create table census_movement (
    moment timestamptz not null,
    class  text        not null,
    came   int         not null,
    gone   int         not null,
    primary key (moment, class)
);

-- The same by the first midnight (UTC) at or after the moment: the sum up to a midnight is who is there then.
create table census_by_midnight (
    midnight date   not null,
    class    text   not null,
    came     bigint not null,
    gone     bigint not null,
    primary key (midnight, class)
) with (fillfactor = 50);
