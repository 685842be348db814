-- Reserved words as names of schema, table and key; capitals that differ in case only; a schema in no search_path.
create schema "select";
create table "select"."from" ("user" bigint, "order" timestamptz not null, primary key ("user", "order")) partition by range ("order");
create table "From" ("At" timestamptz not null) partition by range ("At");
create table "from" ("at" timestamptz not null) partition by range ("at");
-- $ register '"select"."from"' --keep-forever --future-partitions 1
-- $ register '"From"' --keep-forever --future-partitions 1
-- $ register '"from"' --keep-forever --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning headroom
-- $ plan
-- has: CREATE TABLE "select".from_{_month 0}
-- $ run maintenance
-- has: created 6
-- $ health
