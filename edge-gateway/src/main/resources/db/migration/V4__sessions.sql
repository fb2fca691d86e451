create table session (
    session_id      uuid        primary key,
    user_id         uuid        not null references users (user_id) on delete cascade,
    secret_hash     text        not null,
    expires_at      timestamptz not null,
    ends_at         timestamptz not null,
    access_token_id text
);

comment on table session is 'A family of refresh tokens: one row, whose secret is replaced at each use';
comment on column session.secret_hash is 'SHA-256 of the secret part of the only refresh token that counts';
comment on column session.ends_at is 'Refreshed or not, it does not outlive this';
comment on column session.access_token_id is 'The newest access token (jti)';

create index session_user_id on session (user_id);
create index session_expires_at on session (expires_at);
create index session_access_token_id on session (access_token_id);
