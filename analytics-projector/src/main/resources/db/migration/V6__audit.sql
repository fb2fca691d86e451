-- The audit log: who read or changed which patient. Rows are only ever added; each is chained to the one before by a
-- hash under a key that is not in the database (docs/audit.md says what is hashed).
create table audit_entry (
  position       bigint      primary key check (position > 0), -- gapless from 1
  id             uuid        not null unique,
  time           timestamptz not null,
  actor          text        not null,
  role           text        not null,
  action         text        not null,
  outcome        text        not null,
  address        text        not null,
  correlation_id text        not null,
  service        text        not null,
  event_position bigint      not null, -- of a change; 0 otherwise
  detail         text        not null,
  source_offset  bigint      not null, -- in the topic that it came from
  hash           bytea       not null
);
create index audit_entry_actor on audit_entry (actor, position);
create index audit_entry_time on audit_entry (time);

create table audit_patient (
  patient_id uuid   not null,
  position   bigint not null references audit_entry,
  primary key (patient_id, position)
);
create index audit_patient_position on audit_patient (position, patient_id);

-- How long the log is, sealed under the same key: a log that lost its end does not fit to it. The one row of it comes
-- with the first entry.
create table audit_head (
  only_row boolean primary key default true check (only_row),
  entries  bigint  not null,
  hash     bytea   not null, -- of the last entry
  seal     bytea   not null
);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused: the audit log is append-only', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete or truncate on audit_entry
  for each statement execute function audit_is_append_only();
create trigger append_only before update or delete or truncate on audit_patient
  for each statement execute function audit_is_append_only();
create trigger not_removed before delete or truncate on audit_head
  for each statement execute function audit_is_append_only();

-- The service's own role could not even if the triggers were gone. Where it owns the tables there is nothing to take:
-- an owner may give itself anything, and needs its rights for the foreign key.
do $$
begin
  if '${service}' <> current_user and exists (select from pg_roles where rolname = '${service}') then
    revoke update, delete, truncate, references, trigger on audit_entry, audit_patient from "${service}";
    revoke delete, truncate, references, trigger on audit_head from "${service}";
  end if;
end $$;
