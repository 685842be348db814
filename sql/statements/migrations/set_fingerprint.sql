-- Remembers which SQL files were installed last.
update kalends.installation set fingerprint = :fingerprint, installed_at = clock_timestamp()
