package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Months;
import io.kalends.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server, a database or a role that nothing can be done with: two lines, and nothing half done.
 */
@TestMethodOrder(OrderAnnotation.class)
class WrongTargetIT {
  private static final String DATABASE = "managed";
  private static final String RUN = "run maintenance";
  private static final String PLAN = "plan";
  private static PostgresServer server;

  @BeforeAll
  static void makeServer() throws Exception {
    assumeFalse(Boolean.getBoolean("kalends.test.containers"), "its files are out of reach");
    server = PostgresServer.start();
    server.execute("create role stranger login");
    server.execute("create role secretive login password 'right'");
    server.execute("create database bare");
    server.execute("create database " + DATABASE + " owner kalends");
    Path rules = Path.of(ask("postgres", "show hba_file"));
    Files.writeString(
        rules, "host all secretive 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
    server.execute("select pg_reload_conf()");
    assertThat(at(PostgresServer.OWNER, DATABASE).run("install").code()).isZero();
    execute(Months.table("events", 14));
  }

  @AfterAll
  static void closeServer() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {RUN, PLAN})
  @Order(1)
  void withoutAServerItEndsWith69AndSaysWhereItLooked(String command) {
    Ended ended = run(Program.at("postgres://me:s3cret@127.0.0.1:1/db"), command);
    assertRefused(ended, 69);
    assertThat(ended.err()).contains("me@127.0.0.1:1/db").doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {RUN, PLAN})
  @Order(1)
  void aHostThatDoesNotExistEndsWith69(String command) {
    Ended ended = run(Program.at("postgres://me@no-such-host.invalid/db"), command);
    assertRefused(ended, 69);
    assertThat(ended.err()).contains("no-such-host.invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {RUN, PLAN})
  @Order(1)
  void aDatabaseThatDoesNotExistEndsWith78(String command) {
    Ended ended = run(at(PostgresServer.OWNER, "nowhere"), command);
    assertRefused(ended, 78);
    assertThat(ended.err())
        .contains("/nowhere (KALENDS_URL): ")
        .contains("\"nowhere\" does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {RUN, PLAN})
  @Order(1)
  void aWrongPasswordEndsWith78AndIsNotShown(String command) {
    Ended ended =
        run(
            Program.at(
                "postgres://secretive:wr0ng@127.0.0.1:%d/%s".formatted(server.port(), DATABASE)),
            command);
    assertRefused(ended, 78);
    assertThat(ended.err())
        .contains("secretive@127.0.0.1:", "(KALENDS_URL): ")
        .doesNotContain("wr0ng");
  }

  @ParameterizedTest
  @ValueSource(strings = {RUN, PLAN, "health", "list", "runs", "register x", "adopt"})
  @Order(1)
  void whereItIsNotInstalledItSaysHow(String command) {
    Ended ended = run(at(PostgresServer.SUPERUSER, "bare"), command);
    assertRefused(ended, 78);
    assertThat(ended.err()).contains("kalends install");
  }

  @ParameterizedTest
  @ValueSource(strings = {RUN, PLAN, "health", "list"})
  @Order(1)
  void withoutRightsOnSchemaKalendsItNamesTheRightAndTheScript(String command) {
    Ended ended = run(at("stranger", DATABASE), command);
    assertThat(ended.code()).as(ended.toString()).isIn(1, 78);
    assertThat(ended.err()).contains("permission denied").contains("sql/roles.sql").hasLineCount(2);
    assertNothingDone();
  }

  @ParameterizedTest
  @ValueSource(strings = {RUN, "run vacuum", "register events", "adopt"})
  @Order(2)
  void aSessionThatIsReadOnlyEndsWith78(String command) {
    server.execute("alter role kalends set default_transaction_read_only = on");
    try {
      Ended ended = run(at(PostgresServer.OWNER, DATABASE), command);
      if (!command.equals("adopt")) {
        assertRefused(ended, 78);
        assertThat(ended.err()).contains("read-only");
      }
    } finally {
      server.execute("alter role kalends reset default_transaction_read_only");
    }
    assertNothingDone();
  }

  @Test
  @Order(3)
  void aStandbyEndsWith75SinceAFailOverMayBeUnderWayAndCanBeLookedAt() throws IOException {
    Path signal = Path.of(ask("postgres", "show data_directory"), "standby.signal");
    server.stop("fast");
    Files.createFile(signal);
    Files.setPosixFilePermissions(signal, PosixFilePermissions.fromString("rw-rw-rw-"));
    server.restart();
    assertThat(ask(DATABASE, "select pg_is_in_recovery()")).isEqualTo("t");
    for (String command : new String[] {RUN, "run create", "install"}) {
      Ended ended = run(at(PostgresServer.OWNER, DATABASE), command);
      assertRefused(ended, 75);
      assertThat(ended.err()).contains("is a standby").contains("fail-over").contains("primary");
    }
    assertRefused(run(at(PostgresServer.OWNER, DATABASE), "runs recover"), 78);
    assertThat(run(at(PostgresServer.OWNER, DATABASE), PLAN).out()).contains("detach events_");
    assertThat(run(at(PostgresServer.OWNER, DATABASE), "list events").code()).isZero();
    assertThat(run(at(PostgresServer.OWNER, DATABASE), "doctor").out()).contains("standby");
  }

  @Test
  @Order(4)
  void aServerThatGoesAwayEndsWith69() {
    server.stop("immediate");
    assertRefused(run(at(PostgresServer.OWNER, DATABASE), RUN), 69);
  }

  private static Program at(String role, String database) {
    return Program.at(server.url(role, database));
  }

  private static Ended run(Program program, String command) {
    return program.run(command.split(" "));
  }

  private static void assertRefused(Ended ended, int code) {
    assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).hasLineCount(2).startsWith("kalends: ").contains("\n  → ");
  }

  private static void assertNothingDone() {
    assertThat(
            ask(
                DATABASE,
                """
                select (select count(*) from kalends.batch_job_instance)
                  + (select count(*) from kalends.ledger) + (select count(*) from kalends.process)\
                """))
        .isEqualTo("0");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = server.connect(PostgresServer.OWNER, DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(String database, String sql) {
    try (Connection connection = server.connect(PostgresServer.SUPERUSER, database);
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
