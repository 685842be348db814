package io.kalends.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Of the servers and databases that the other tests use. */
class PostgresServerIT {
  @RegisterExtension final TestDatabase bare = TestDatabase.bare();
  @RegisterExtension final TestDatabase installed = TestDatabase.installed();

  @Test
  void isOfTheVersionAskedFor() {
    int number = Integer.parseInt(bare.value("show server_version_num"));
    assertThat(number / 10_000).isEqualTo(PostgresServer.version());
  }

  @Test
  void holdsSchemaKalendsWhereItIsInstalledOnly() {
    String count = "select count(*) from pg_namespace where nspname = 'kalends'";
    assertThat(bare.value(count)).isEqualTo("0");
    assertThat(installed.value(count)).isEqualTo("1");
  }

  @Test
  void givesEachTestADatabaseThatBelongsToAnOrdinaryRole() {
    assertThat(bare.name()).isNotEqualTo(installed.name());
    assertThat(bare.rows("select current_user, current_setting('is_superuser')"))
        .containsExactly("kalends|off");
  }

  @Test
  void startsSessionsInAZoneThatIsNotUtc() {
    assertThat(bare.value("select reset_val from pg_settings where name = 'TimeZone'"))
        .isNotEqualTo("UTC");
  }

  @Test
  void survivesBeingKilled() {
    assumeThat(PostgresServer.shared()).isInstanceOf(EmbeddedTestServer.class);
    try (PostgresServer own = PostgresServer.start()) {
      int port = own.port();
      own.kill();
      own.restart();
      own.stop("immediate");
      own.restart();
      own.execute("select 1");
      assertThat(own.port()).isEqualTo(port);
    }
  }
}
