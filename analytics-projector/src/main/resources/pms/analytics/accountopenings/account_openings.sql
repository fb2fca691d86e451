-- Patients who are registered and have no account yet.
create table awaiting_account (
    patient_id    uuid        primary key,
    registered_at timestamptz not null
);

-- Accounts that were opened on a day (UTC), by the time since the registration: in milliseconds, rounded down to seven
-- significant binary digits, so that a day has few rows. The longest is exact.
create table account_openings_by_day (
    day     date   not null,
    millis  bigint not null,
    count   int    not null,
    longest bigint not null,
    primary key (day, millis)
) with (fillfactor = 80);
