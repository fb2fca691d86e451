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

-- The planner's statistics keep values, and would keep them when the row is gone. It does without: the searches and
-- the sorted lists take the indexes all the same (explained with 200,000 patients, see README.md).
alter table patient
  alter column name set statistics 0,
  alter column given_name set statistics 0,
  alter column family_name set statistics 0,
  alter column email set statistics 0,
  alter column phone set statistics 0,
  alter column address set statistics 0,
  alter column date_of_birth set statistics 0,
  alter column identifiers set statistics 0,
  alter column sort_name set statistics 0;
alter table patient_term
  alter column term set statistics 0;
