-- Keys that lay here open are not to be trusted any more; users log in again.
delete from signing_key;

alter table signing_key
    add column kek_id     text        not null,
    add column signs_from timestamptz not null;

comment on column signing_key.private_key is
    'RSA, PKCS #8, sealed by AES-256-GCM: nonce, ciphertext, tag; the key''s id is the associated data';
comment on column signing_key.kek_id is 'Which key-encryption key sealed it';
comment on column signing_key.signs_from is 'Until then it is only shown, so that every door knows it when it signs';
