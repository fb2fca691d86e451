-- Each event, as it came: what is sealed in it stays so.
create table patient_event (
  position       bigint      primary key,
  patient_id     uuid        not null,
  event_id       uuid        not null,
  type           text        not null,
  at             timestamptz not null,
  actor          text,
  correlation_id text,
  payload        bytea       not null
);
create index patient_event_of_patient on patient_event (patient_id, position);
create index patient_event_erased on patient_event (patient_id) where type = 'pms.patient.v1.PatientErased';
