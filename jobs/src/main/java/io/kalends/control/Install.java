package io.kalends.control;

/**
 * Puts schema {@code kalends} into a database, brings it up to date, takes it away. Needs a direct
 * connection and CREATE on the database; never touches partitions or data.
 */
public final class Install {

  /** What an installation found and did. */
  public record Report(boolean changed, String version, int migrations) {}

  /** Installs or upgrades; takes over what {@code psql -f sql/install.sql} made. */
  public Report install() {
    throw new IllegalStateException("skeleton");
  }

  /** The schema in the database is the one that this program was built with; one cheap query. */
  public boolean isCurrent() {
    throw new IllegalStateException("skeleton");
  }

  /** Removes schema kalends and what is in it; partitions and their data stay. */
  public void uninstall() {
    throw new IllegalStateException("skeleton");
  }
}
