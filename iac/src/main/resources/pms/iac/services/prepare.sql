-- Makes a service's database and its two roles, as often as it is run: the owner's, who migrates, and the service's, who
-- reads and writes rows. Whoever runs it may create roles and databases, and need not be a superuser. Tasks that start
-- together take turns. It is what pms.cli.runtime.PostgresServer does on one machine.
\set ON_ERROR_STOP on
\getenv db DATABASE
\getenv password SERVICE_PASSWORD
\getenv owner_password OWNER_PASSWORD
\getenv scrubs SCRUBS
\set owner :db _owner
select pg_advisory_lock(4004) as waited \gset
select format('create role %I login', r) from unnest(array[:'db', :'owner']) r
 where not exists (select from pg_roles where rolname = r) \gexec
alter role :"db" password :'password';
alter role :"owner" password :'owner_password';
grant :"owner" to current_user;
select format('create database %I owner %I template template0 encoding ''UTF8'' locale ''C'' locale_provider builtin'
  ' builtin_locale ''C.UTF-8''', :'db', :'owner')
 where not exists (select from pg_database where datname = :'db') \gexec
set role :"owner";
revoke all on database :"db" from public;
grant connect on database :"db" to :"db";
-- Their views stand in generations, each a schema of its own that the service makes.
select format('grant create on database %I to %1$I', :'db') where :'db' in ('patients', 'analytics') \gexec
reset role;
\connect :db
select pg_advisory_lock(4004) as waited \gset
set role :"owner";
alter schema public owner to :"owner";
revoke all on schema public from public;
grant usage on schema public to :"db";
alter default privileges grant usage on schemas to :"db";
alter default privileges grant select, insert, update, delete on tables to :"db";
alter default privileges grant usage, select on sequences to :"db";
\if :scrubs
alter default privileges grant maintain on tables to :"db";
reset role;
-- Not every server lets its administrator give these; the service says so and goes on without.
\set ON_ERROR_STOP off
grant pg_checkpoint to :"db";
grant execute on function pg_switch_wal() to :"db";
\endif
\q
