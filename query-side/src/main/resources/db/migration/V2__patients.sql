-- The directory: each patient as it is now.
create table patient (
  id              uuid   primary key,
  name            text   not null,
  given_name      text,
  family_name     text,
  email           text,
  phone           text,
  address         text   not null,
  date_of_birth   date   not null,
  gender          text,
  region          text,
  identifiers     jsonb  not null,
  registered_date date   not null,
  active          boolean not null,
  version         bigint not null,
  -- The name folded to lower case without accents: what the list is ordered by.
  sort_name       text   collate "C" not null
);
create index patient_by_name on patient (sort_name, id) where active;
create index patient_by_registered_date on patient (registered_date, id) where active;
create index patient_by_date_of_birth on patient (date_of_birth, id) where active;

-- What a patient is found by: the words of the name by their beginning ('w'), an e-mail or the value of an identifier
-- as a whole ('x'); folded as the name above.
create table patient_term (
  kind       char(1) not null,
  term       text    collate "C" not null,
  patient_id uuid    not null references patient on delete cascade,
  primary key (kind, term, patient_id)
);
create index patient_term_of_patient on patient_term (patient_id);

-- Each event, as it came.
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
