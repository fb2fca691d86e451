alter table summary
    add column encounters_started  bigint not null default 0,
    add column encounters_finished bigint not null default 0,
    add column in_house            bigint not null default 0; -- inpatients and emergencies that are not finished
