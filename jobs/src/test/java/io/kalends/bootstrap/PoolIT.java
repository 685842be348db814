package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.kalends.testing.PgBouncer;
import io.kalends.testing.TestDatabase;
import io.kalends.testing.TwinWriter;
import io.kalends.testing.Twins;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The connection pools of an application live through cut-over, rollback and cut-over: its sessions
 * stay, its prepared statements go on working, and no write of it fails.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class PoolIT {

  private static final int READ_COMMITTED = Connection.TRANSACTION_READ_COMMITTED;
  private static final int REPEATABLE_READ = Connection.TRANSACTION_REPEATABLE_READ;

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private Program program;

  @BeforeEach
  void makeTables() {
    database.execute(String.join(";\n", Twins.make(3_000)));
    program = Program.on(database);
  }

  @Test
  void preparedStatementsInReadCommittedAndAPoolInRepeatableRead() throws Exception {
    try (HikariDataSource prepared = pool(database.url() + "&prepareThreshold=1", READ_COMMITTED);
        HikariDataSource repeatable = pool(database.url(), REPEATABLE_READ);
        TwinWriter first = writer(prepared, 0, 2, READ_COMMITTED);
        TwinWriter second = writer(repeatable, 1, 2, REPEATABLE_READ)) {
      thereAndBackAgain("rename=snake", List.of(first, second));
    }
    bothTablesAreRight();
  }

  @Test
  void pgBouncerInTransactionMode() throws Exception {
    Optional<PgBouncer> found = PgBouncer.before(database.server());
    assumeThat(found).as("PgBouncer is not installed (Debian: pgbouncer)").isPresent();
    try (PgBouncer bouncer = found.get();
        HikariDataSource pool = pool(bouncer.url(database.name()), READ_COMMITTED);
        TwinWriter writer = writer(pool, 0, 1, READ_COMMITTED)) {
      thereAndBackAgain("pace=fast", List.of(writer));
    }
    bothTablesAreRight();
  }

  private void thereAndBackAgain(String option, List<TwinWriter> writers) throws Exception {
    String into = option.startsWith("rename") ? "into=reading" : "by=takenAt";
    run("migrate", "by=takenAt", "pace=fast", into, option);
    for (String job : List.of("cutover", "rollback", "cutover")) {
      for (TwinWriter writer : writers) {
        writer.awaitMore(60);
      }
      run(job);
    }
    for (TwinWriter writer : writers) {
      writer.awaitMore(60);
      writer.close();
      assertThat(writer.errors()).as(writer.toString()).isEmpty();
    }
  }

  private void bothTablesAreRight() {
    assertThat(database.value(Twins.differences())).isEqualTo("0");
    run("verify");
  }

  private void run(String job, String... options) {
    List<String> arguments = new java.util.ArrayList<>(List.of("run", job, "table=\"Reading\""));
    arguments.addAll(new java.util.LinkedHashSet<>(List.of(options)));
    Program.Ended ended = program.run(arguments.toArray(String[]::new));
    assertThat(ended.code()).as(ended.toString()).isZero();
  }

  private static HikariDataSource pool(String url, int isolation) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(2);
    if (isolation != READ_COMMITTED) {
      config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    }
    return new HikariDataSource(config);
  }

  private static TwinWriter writer(HikariDataSource pool, int lane, int lanes, int isolation) {
    return TwinWriter.start(
        pool, new TwinWriter.Terms(List.of(isolation), lane, lanes, false, 20), 7);
  }
}
