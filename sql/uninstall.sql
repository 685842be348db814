-- Removes Kalends from a database: schema kalends with its policy, ledger and history. Partitions and data stay as they are, also the detached ones.
-- psql "$DATABASE_URL" -f sql/uninstall.sql
drop schema if exists kalends cascade;
