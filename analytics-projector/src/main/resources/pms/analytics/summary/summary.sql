create table summary (
    only_row        boolean primary key default true check (only_row),
    patients        bigint not null,
    active_patients bigint not null,
    accounts_opened bigint not null,
    accounts_closed bigint not null,
    events          bigint not null,
    updated_at      timestamptz,
    encounters_started  bigint not null default 0,
    encounters_finished bigint not null default 0,
    in_house            bigint not null default 0 -- inpatients and emergencies that are not finished
) with (fillfactor = 10);

insert into summary (patients, active_patients, accounts_opened, accounts_closed, events) values (0, 0, 0, 0, 0);
