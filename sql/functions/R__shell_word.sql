-- A word of a command line as a POSIX shell reads it, for commands that a message shows: a name chosen by somebody else must not be executed where it is pasted.
create or replace function kalends.shell_word(word text) returns text
  language sql immutable strict parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  -- Dollar quotes, since a backslash in '' means something else where standard_conforming_strings is off.
  select case when word ~ '^[A-Za-z0-9_.:/-]+$' then word else '''' || replace(word, '''', $q$'\''$q$) || '''' end
$$;
