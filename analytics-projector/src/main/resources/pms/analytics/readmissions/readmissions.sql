-- Inpatient stays of patients who are not erased.
create table inpatient_stay (
    patient_id   uuid        not null,
    encounter_id uuid        not null,
    started_at   timestamptz not null,
    ended_at     timestamptz,
    primary key (patient_id, encounter_id)
);

-- Those that ended on a day (UTC), by the days until the patient's next inpatient stay began, begun days as whole ones;
-- 0 when none did within 365.
create table readmissions_by_day (
    day      date   not null,
    gap_days int    not null,
    count    bigint not null,
    primary key (day, gap_days)
) with (fillfactor = 50);
