-- The keys of personal data, wrapped by the key-encryption key, which is never in a database. A schema of its own, so that
-- keys and events are dumped apart: pg_dump --schema=keys, pg_dump --exclude-schema=keys.
create schema keys;

-- One a patient, from registration to erasure. What is deleted here makes what it sealed unreadable for ever.
create table keys.patient_key (
  patient_id uuid        not null primary key,
  kek_id     text        not null collate "C",  -- which key-encryption key wraps it
  wrapped    bytea       not null,
  made_at    timestamptz not null default now()  -- for people who look at the table
);
create index patient_key_by_kek on keys.patient_key (kek_id);  -- which key-encryption keys are still in use
-- The planner's statistics would keep some of the keys beyond their deletion.
alter table keys.patient_key alter column wrapped set statistics 0;

-- Keys of the system itself; 'index' makes the tags of e-mails and identifiers.
create table keys.system_key (
  name    text  not null primary key,
  kek_id  text  not null collate "C",
  wrapped bytea not null
);

alter table keys.system_key alter column wrapped set statistics 0;

-- What was deleted and is still to be taken out of the files: a row for each time.
create table keys.scrub_due (
  id  bigint      not null generated always as identity primary key,
  at  timestamptz not null default now()
);

-- Adds the keys of patients who have none, and gives what is there now; on disk when it has committed. Gives nothing when
-- the key-encryption key is no longer the active one: a rotation changes that row first, and its change waits for those
-- who are under way here, so that no key is wrapped under the old one after the rotation has looked for the last time.
create function keys.add_patient_keys(ids text[], kek_ids text[], wrappings text[])
returns table (patient_id uuid, kek_id text, wrapped text)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
#variable_conflict use_column
begin
  perform from keys.system_key where name = 'index' and kek_id = all (kek_ids) for share;
  if not found then
    return;
  end if;
  insert into keys.patient_key (patient_id, kek_id, wrapped)
  select n.id, n.kek_id, decode(n.wrapped, 'base64')
    from unnest(ids::uuid[], kek_ids, wrappings) n(id, kek_id, wrapped) order by n.id
  on conflict do nothing;
  -- A statement of its own: it sees what another instance added meanwhile.
  return query select k.patient_id, k.kek_id, encode(k.wrapped, 'base64') from keys.patient_key k
                where k.patient_id = any (ids::uuid[]);
end $$;
