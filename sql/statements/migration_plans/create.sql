-- Plans a migration: its row, with columns and indexes.
select kalends.new_migration(:source::text, :options::jsonb) as id
