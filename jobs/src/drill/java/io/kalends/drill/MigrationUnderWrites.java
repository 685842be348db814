package io.kalends.drill;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TwinWriter;
import io.kalends.testing.Twins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One migration under a writing application: its jobs, and what must be right after them. */
final class MigrationUnderWrites {

  /** How it is started; not given to the later jobs. */
  private static final List<String> START =
      List.of("by=takenAt", "into=reading", "rename=snake", "pace=fast");

  /** What nobody may find when no run is under way, each as a query that has no rows. */
  private static final List<String> NEVER =
      List.of(
          "select 'run', job_execution_id, status from kalends.batch_job_execution where end_time"
              + " is null or status not in ('COMPLETED', 'FAILED', 'STOPPED')",
          "select 'instance without a run', job_instance_id from kalends.batch_job_instance i where"
              + " not exists (select from kalends.batch_job_execution e where e.job_instance_id ="
              + " i.job_instance_id)",
          "select 'lease held', table_name, owner from kalends.lease where owner is not null",
          "select 'epochs interleave', id from (select *, lag(epoch) over (partition by"
              + " table_schema, table_name order by id) as before from kalends.ledger where epoch"
              + " is not null) l where epoch < before",
          "select 'suspect', phase, suspect from kalends.migration where suspect is not null");

  private final Program program;
  private final RoundDatabase target;
  private final TwinWriter writer;

  MigrationUnderWrites(Program program, RoundDatabase target, TwinWriter writer) {
    this.program = program;
    this.target = target;
    this.writer = writer;
  }

  RoundDatabase target() {
    return target;
  }

  TwinWriter writer() {
    return writer;
  }

  /** Starts a job; {@code more} are variables of its environment. */
  ProgramProcess begin(Map<String, String> more, String job, String... options) {
    return job(program, target, more, job, options);
  }

  static ProgramProcess job(
      Program program,
      RoundDatabase target,
      Map<String, String> more,
      String job,
      String... options) {
    Map<String, String> environment = new HashMap<>(target.environment());
    environment.putAll(more);
    List<String> arguments = new ArrayList<>(List.of("run", job, "table=\"Reading\""));
    if (job.equals("migrate")) {
      arguments.addAll(START);
    }
    arguments.addAll(List.of(options));
    return program.start(environment, arguments.toArray(String[]::new));
  }

  /** Runs a job to its end, without a disturbance; how many milliseconds it took. */
  long run(String job, String... options) {
    ProgramProcess run = begin(Map.of(), job, options);
    run.mustEndWith(0);
    return run.elapsedMs();
  }

  String phase() {
    return target.rows("select phase from kalends.migration order by id desc limit 1").getFirst();
  }

  void mustBe(String phase) {
    String is = phase();
    Violation.unless(is.equals(phase), "the migration is %s instead of %s", is, phase);
  }

  /** Everything that was written is in both tables, and nothing else; nothing is left half done. */
  void mustBeRight() {
    awaitWrites();
    writer.close();
    Violation.unless(writer.errors().isEmpty(), "the application: %s", writer);
    long different = target.count(Twins.differences());
    Violation.unless(different == 0, "the table differs from its twin in %d rows", different);
    if (List.of("mirroring", "verified", "cut_over").contains(phase())) {
      run("verify");
    }
    List<String> found = new ArrayList<>();
    NEVER.forEach(query -> found.addAll(target.rows(query)));
    Violation.unless(found.isEmpty(), "left over: %s", found);
  }

  private void awaitWrites() {
    try {
      writer.awaitMore(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the superuser does beside. */
  void execute(String sql) {
    try (var connection = target.server().connect(PostgresServer.SUPERUSER, target.name());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e.getMessage() + "\nin: " + sql, e);
    }
  }
}
