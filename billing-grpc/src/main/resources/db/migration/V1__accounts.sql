create table account (
    account_id uuid primary key,
    patient_id uuid not null unique,
    status     text not null check (status in ('OPEN', 'CLOSED')),
    opened_at  timestamptz not null
);

-- What happened to accounts, gapless from 1; the order of sequences is the order of commits.
create table account_change (
    sequence   bigint primary key,
    account_id uuid not null references account,
    status     text not null check (status in ('OPEN', 'CLOSED')),
    changed_at timestamptz not null
);

-- The last sequence. Its row lock, held to the commit, lets one writer at a time give out sequences.
create table account_head (
    only_row boolean primary key default true check (only_row),
    sequence bigint not null
);
insert into account_head (sequence) values (0);

create function announce_account_changes() returns trigger language plpgsql as $$
begin
    perform pg_notify('account_changes', new.sequence::text);
    return null;
end $$;

create trigger announce after update on account_head
    for each row when (new.sequence <> old.sequence) execute function announce_account_changes();

-- Opens each account that is missing, in order, and gives one row for each pair asked for, in order; of several pairs
-- for one patient the first opens. Asked again with the same pairs, it answers the same and writes nothing.
create function open_accounts(patient_ids uuid[], account_ids uuid[])
returns table (account_id uuid, patient_id uuid, status text, opened_at timestamptz)
language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
    -- A statement of its own: the snapshot of the next one is younger than the lock, sees what every earlier writer
    -- committed, and needs no conflict clause that would leave holes in the sequence.
    perform from account_head for update;
    return query
        with asked as (
            select * from unnest(patient_ids, account_ids) with ordinality as asked (patient_id, account_id, place)
        ), missing as (
            select distinct on (patient_id) patient_id, account_id, place
            from asked
            where not exists (select from account where account.patient_id = asked.patient_id)
            order by patient_id, place
        ), opened as (
            insert into account (account_id, patient_id, status, opened_at)
            select account_id, patient_id, 'OPEN', clock_timestamp() from missing order by place
            returning account_id, patient_id, status, opened_at
        ), changed as (
            insert into account_change (sequence, account_id, status, changed_at)
            select head.sequence + row_number() over (order by missing.place), account_id, status, opened_at
            from opened join missing using (account_id) cross join account_head as head
            returning sequence
        ), moved as (
            update account_head set sequence = (select max(sequence) from changed)
            where exists (select from changed)
        )
        select coalesce(opened.account_id, account.account_id),
               asked.patient_id,
               coalesce(opened.status, account.status),
               coalesce(opened.opened_at, account.opened_at)
        from asked left join opened using (patient_id) left join account using (patient_id)
        order by asked.place;
end $$;

-- Closes the account of a patient and answers with it. A patient without one gets one under the given id that was never
-- open, so that an opening that comes late finds it closed. One that is closed already is answered, and nothing written.
create function close_account(of_patient uuid, unused_id uuid)
returns table (account_id uuid, patient_id uuid, status text, opened_at timestamptz)
language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
    -- As for openings: one writer at a time, and a younger snapshot than the lock for what follows.
    perform from account_head for update;
    return query
        with closed as (
            insert into account (account_id, patient_id, status, opened_at)
            values (unused_id, of_patient, 'CLOSED', clock_timestamp())
            on conflict (patient_id) do update set status = excluded.status where account.status <> excluded.status
            returning account_id, patient_id, status, opened_at
        ), changed as (
            insert into account_change (sequence, account_id, status, changed_at)
            select head.sequence + 1, account_id, status, clock_timestamp() from closed cross join account_head as head
            returning sequence
        ), moved as (
            update account_head set sequence = (select sequence from changed)
            where exists (select from changed)
        )
        select account_id, patient_id, status, opened_at from closed
        union all
        select account_id, patient_id, status, opened_at from account
        where patient_id = of_patient and not exists (select from closed);
end $$;
