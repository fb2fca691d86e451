create table login_failure (
    subject  text        primary key check (length(subject) <= 80),
    failures integer     not null,
    last_at  timestamptz not null
);

comment on column login_failure.subject is
    'account: and the SHA-256 of an e-mail, whether it is a user''s or not; or address: and where a client is';

create index login_failure_last_at on login_failure (last_at);
