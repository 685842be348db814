-- What a server needs: who may ask it for what, which requests it has answered already, and on whose behalf a run was started.

alter table kalends.ledger add column requested_by text;

comment on column kalends.ledger.actor is 'The role of the database that did it.';
comment on column kalends.ledger.requested_by is 'Who asked a server for it: a token, a JWT''s subject, or the role that filed a request; null for the command line.';

create table kalends.token (
  id bigint generated always as identity primary key,
  name text not null unique,
  hash bytea not null unique,
  role text not null,
  tables text[] not null default '{*}',
  created_at timestamptz not null default clock_timestamp(),
  created_by name not null default session_user,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  constraint "role must be viewer, operator or admin" check (role in ('viewer', 'operator', 'admin')),
  constraint "name must be 1 to 100 of A-Z a-z 0-9 . _ @ -" check (name ~ '^[A-Za-z0-9._@-]{1,100}$'),
  constraint "hash must be a SHA-256" check (length(hash) = 32),
  constraint "tables must name at least one pattern" check (cardinality(tables) between 1 and 100)
);

comment on table kalends.token is 'Who may use a server''s REST API: the SHA-256 of each token, never the token.';
comment on column kalends.token.tables is 'Patterns of tables, * stands for any text: events, goal_*, sales.*. A pattern without a schema means public.';
comment on column kalends.token.last_used_at is 'To the minute.';

create table kalends.idempotency (
  key text not null,
  caller text not null,
  fingerprint text not null,
  started_at timestamptz not null default clock_timestamp(),
  status integer,
  location text,
  answer text,
  primary key (caller, key)
);
create index idempotency_by_age on kalends.idempotency (started_at);

comment on table kalends.idempotency is 'Answers to requests with an Idempotency-Key, kept for a day, so that the same request again does nothing again.';
comment on column kalends.idempotency.fingerprint is 'SHA-256 of method, path and body: the same key with another one is refused.';

insert into kalends.schema_version (version) values (5);
