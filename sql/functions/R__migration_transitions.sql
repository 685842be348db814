-- Which phase may follow which? The diagram of it is docs/migration-states.md.
create or replace function kalends.migration_transitions() returns table (phase text, next text)
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$
  values
    ('planned', 'prepared'),
    ('prepared', 'capturing'),
    ('capturing', 'copied'),
    ('copied', 'indexed'),
    ('indexed', 'mirroring'),
    ('mirroring', 'verified'),
    ('verified', 'cut_over'),
    ('cut_over', 'retired'),
    -- the copy starts again
    ('capturing', 'capturing'),
    ('copied', 'capturing'),
    ('indexed', 'capturing'),
    -- a mirror that failed was mended, or a verification found a difference
    ('mirroring', 'mirroring'),
    ('verified', 'mirroring'),
    -- the names are swapped back
    ('cut_over', 'mirroring'),
    -- given up
    ('planned', 'rolled_back'),
    ('prepared', 'rolled_back'),
    ('capturing', 'rolled_back'),
    ('copied', 'rolled_back'),
    ('indexed', 'rolled_back'),
    ('mirroring', 'rolled_back'),
    ('verified', 'rolled_back')
$$;
