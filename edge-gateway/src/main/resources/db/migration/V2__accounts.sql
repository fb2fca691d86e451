alter table users
    add column user_id         uuid        not null default gen_random_uuid() unique,
    add column disabled        boolean     not null default false,
    add column changed_at      timestamptz not null default clock_timestamp(),
    add column tokens_ended_at timestamptz not null default 'epoch';

comment on column users.tokens_ended_at is 'Tokens issued at or before this second do not count any more';

create index users_tokens_ended_at on users (tokens_ended_at);

create table ended_token (
    token_id   text        primary key,
    expires_at timestamptz not null
);

create index ended_token_expires_at on ended_token (expires_at);

comment on table ended_token is 'Access tokens that were logged out before they expired; gone when they are expired';
