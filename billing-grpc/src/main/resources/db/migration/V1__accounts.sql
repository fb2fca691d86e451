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
