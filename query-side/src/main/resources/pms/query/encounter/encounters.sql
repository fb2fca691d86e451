-- The encounters of patients, newest first. What brought a patient is personal: it stays sealed in the event that began
-- the encounter (patient_event), and nothing of it is here.
create table encounter (
  id             uuid        primary key,
  patient_id     uuid        not null,
  class          text        not null,
  started_at     timestamptz not null,
  -- Null while in progress.
  ended_at       timestamptz,
  start_position bigint      not null
);
create index encounter_of_patient on encounter (patient_id, started_at desc, id desc);
