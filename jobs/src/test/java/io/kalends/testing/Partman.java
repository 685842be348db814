package io.kalends.testing;

/** pg_partman as far as its catalogue entry goes: an extension whose table part_config is. */
public final class Partman {
  private Partman() {}

  /** What a superuser executes to make a table that of the extension. */
  public static String extension(String table) {
    return """
    insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
    values (99000, 'pg_partman', 10, 'public'::regnamespace, false, '5.2.4');
    alter extension pg_partman add table %s
    """
        .formatted(table);
  }
}
