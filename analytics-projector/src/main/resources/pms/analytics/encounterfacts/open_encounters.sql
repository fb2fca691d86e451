-- Encounters that have begun and not ended, of patients who are known.
create table open_encounter (
    patient_id   uuid        not null,
    encounter_id uuid        not null,
    class        text        not null,
    started_at   timestamptz not null,
    primary key (patient_id, encounter_id)
);
