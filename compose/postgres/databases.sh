# Makes the five databases and the two roles of each, once, when the data folder is new: NAME_owner owns a database and
# migrates it, NAME reads and writes rows. Passwords come from /run/secrets. The same as `./pms up` makes.
set -eu

sql() {
    psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet -U "${POSTGRES_USER:-postgres}" "$@"
}

for name in events patients billing analytics auth; do
    owner=${name}_owner
    sql -d postgres \
        -v password="$(cat "/run/secrets/${name}_password")" \
        -v owner_password="$(cat "/run/secrets/${name}_owner_password")" <<SQL
create role $owner login password :'owner_password';
create role $name login password :'password';
create database $name owner $owner template template0
  encoding 'UTF8' locale 'C' locale_provider builtin builtin_locale 'C.UTF-8';
revoke all on database $name from public;
grant connect on database $name to $name;
SQL
    sql -d "$name" <<SQL
alter schema public owner to $owner;
revoke all on schema public from public;
grant usage on schema public to $name;
alter default privileges for role $owner grant usage on schemas to $name;
alter default privileges for role $owner grant select, insert, update, delete on tables to $name;
alter default privileges for role $owner grant usage, select on sequences to $name;
SQL
done

# These two take what is left of erased patients out of the server's files.
for name in events patients; do
    sql -d "$name" <<SQL
grant pg_checkpoint to $name;
grant execute on function pg_switch_wal() to $name;
alter default privileges for role ${name}_owner grant maintain on tables to $name;
SQL
done

# These two make, switch and drop the generations of their views (docs/decisions/0027), each a schema of its own.
for name in patients analytics; do
    sql -d "$name" <<SQL
grant create on database $name to $name;
SQL
done
