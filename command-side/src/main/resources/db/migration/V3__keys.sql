-- The keys of personal data, wrapped by the key-encryption key, which is never in a database. A schema of its own, so that
-- keys and events are dumped apart: pg_dump --schema=keys, pg_dump --exclude-schema=keys.
create schema keys;

-- One a patient, from registration to erasure. What is deleted here makes what it sealed unreadable for ever.
create table keys.patient_key (
  patient_id uuid        not null primary key,
  kek_id     text        not null collate "C",  -- which key-encryption key wraps it
  wrapped    bytea       not null,
  made_at    timestamptz not null default now()
);

-- Keys of the system itself; 'index' makes the tags of e-mails and identifiers.
create table keys.system_key (
  name    text  not null primary key,
  kek_id  text  not null collate "C",
  wrapped bytea not null
);

-- Adds the keys of patients who have none, and gives what is there now. Without waiting for the disk: commits reach it in
-- order, so no event that is committed after this can be on disk before its key.
create function keys.add_patient_keys(ids text[], kek_ids text[], wrappings text[])
returns table (patient_id uuid, kek_id text, wrapped text)
language plpgsql set synchronous_commit = off set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
#variable_conflict use_column
begin
  insert into keys.patient_key (patient_id, kek_id, wrapped)
  select n.id, n.kek_id, decode(n.wrapped, 'base64')
    from unnest(ids::uuid[], kek_ids, wrappings) n(id, kek_id, wrapped) order by n.id
  on conflict do nothing;
  -- A statement of its own: it sees what another instance added meanwhile.
  return query select k.patient_id, k.kek_id, encode(k.wrapped, 'base64') from keys.patient_key k
                where k.patient_id = any (ids::uuid[]);
end $$;
