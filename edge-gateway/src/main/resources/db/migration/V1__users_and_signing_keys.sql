create table users (
    email         text        primary key check (email = lower(email) and length(email) <= 254),
    password_hash text        not null,
    role          text        not null check (role in ('ADMIN', 'CLINICIAN', 'BILLING', 'AUDITOR')),
    created_at    timestamptz not null default clock_timestamp()
);

comment on column users.password_hash is 'Argon2id, encoded with salt and parameters';

create table signing_key (
    key_id      text        primary key,
    private_key bytea       not null,
    slot        integer     not null unique,
    created_at  timestamptz not null default clock_timestamp()
);

comment on column signing_key.private_key is 'RSA, PKCS #8';
comment on column signing_key.slot is 'Numbers the keys from 1, so that instances that start at once agree on the first';
