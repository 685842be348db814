package io.kalends.control;

import io.kalends.domain.KalendsException.Misconfigured;
import io.kalends.postgres.Migrations;
import io.kalends.postgres.Migrations.Installed;
import io.kalends.postgres.Migrations.Migrated;
import io.kalends.postgres.SqlFiles;
import java.util.Optional;

/**
 * Puts schema {@code kalends} into a database, brings it up to date, takes it away. Needs a direct
 * connection and CREATE on the database; never touches partitions or data.
 */
public final class Install {

  private final Migrations migrations;
  private final Upgrade upgrade;

  public Install(Migrations migrations, Upgrade upgrade) {
    this.migrations = migrations;
    this.upgrade = upgrade;
  }

  /** Whether a run or a server upgrades the schema: {@code kalends.upgrade}. */
  public enum Upgrade {
    /** Where the role owns it. A new program then changes each database by its first run. */
    AUTO,
    NEVER
  }

  /** What an installation found and did. */
  public record Report(boolean changed, String version, int migrations) {}

  /** Installs or upgrades; takes over what {@code psql -f sql/install.sql} made. */
  public Report install() {
    Migrated migrated = migrations.migrate(SqlFiles.fingerprint());
    return new Report(
        migrated.migrations() > 0, String.valueOf(migrated.version()), migrated.migrations());
  }

  /** There is a schema kalends, of whatever version. */
  public boolean isInstalled() {
    return migrations.installed().isPresent();
  }

  /** The schema in the database is the one that this program was built with; one cheap query. */
  public boolean isCurrent() {
    return migrations.installed().map(Install::isCurrent).orElse(false);
  }

  /** The schema in the database has the version of this program, whoever installed it. */
  public boolean isUsable() {
    return migrations.installed().map(found -> found.version() == SqlFiles.version()).orElse(false);
  }

  /**
   * For a run: goes on with a schema of our version; upgrades another one where that is wanted and
   * ours to do, else refuses it.
   */
  public void requireUsable() {
    Optional<Installed> found = migrations.installed();
    if (found.isEmpty()) {
      throw new Misconfigured(
          "Kalends is not installed in this database", "install it with: kalends install");
    }
    Installed installed = found.get();
    if (isCurrent(installed)) {
      return;
    }
    if (installed.ours() && upgrade == Upgrade.AUTO) {
      install();
    } else if (installed.version() != SqlFiles.version()) {
      throw new Misconfigured(
          "schema kalends has version %d, this program needs %d"
              .formatted(installed.version(), SqlFiles.version()),
          "upgrade it as its owner with: kalends install");
    }
  }

  /** Removes schema kalends and what is in it; partitions and their data stay. */
  public void uninstall() {
    migrations.uninstall();
  }

  private static boolean isCurrent(Installed installed) {
    return SqlFiles.fingerprint().equals(installed.fingerprint());
  }
}
