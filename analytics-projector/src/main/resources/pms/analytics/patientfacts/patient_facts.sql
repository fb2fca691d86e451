-- The open facts of each patient as the last applied event left them. No personal data. An erased patient has no row.
create table patient_facts (
    patient_id      uuid primary key,
    birth_year      int     not null,
    gender          text    not null,
    region          text    not null,
    registered_date date    not null,
    state           text    not null -- ACTIVE, DEACTIVATED; merged patients are to come
) with (fillfactor = 80);
