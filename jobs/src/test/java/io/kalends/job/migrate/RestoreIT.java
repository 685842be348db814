package io.kalends.job.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Months;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import io.kalends.testing.Tool;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A database that was restored from a dump, where every table has another OID: nothing that was
 * booked is forgotten, and nothing is dropped early.
 */
@Tag("slow")
class RestoreIT {
  @RegisterExtension final TestDatabase original = TestDatabase.installed();
  @RegisterExtension final TestDatabase restored = TestDatabase.bare();

  private static Ended run(TestDatabase database, int code, String... arguments) {
    Ended ended = Program.on(database).run(arguments);
    assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
    return ended;
  }

  /** pg_dump of the server's version or a later one. */
  private static Optional<Tool> pgDump() {
    return Stream.of("/usr/lib/postgresql/15/bin/pg_dump", "pg_dump")
        .map(Tool::find)
        .flatMap(Optional::stream)
        .filter(
            tool ->
                Integer.parseInt(tool.output("--version").replaceAll("\\D*(\\d+)\\..*\\s*", "$1"))
                    >= PostgresServer.version())
        .findFirst();
  }

  private void restore(Tool dump) {
    String script =
        dump.output(
            "--inserts",
            "-d",
            original.superuserUrl().replaceAll("jdbc:(.*)[?]user=(.*)", "$1?user=$2"));
    restored.executeAs(PostgresServer.SUPERUSER, script.replaceAll("(?m)^\\\\.*$", ""));
  }

  @Test
  void goesOnWithPartitionsInTheirGraceAndWithAMigrationThatIsCutOver() {
    Optional<Tool> dump = pgDump();
    assumeThat(dump).as("a pg_dump that can dump this server").isPresent();
    makeBooks();
    restore(dump.get());

    foundAgain();
    restored.execute("update kalends.detached_partition set drop_after = now()");
    assertThat(run(restored, 0, "run", "drop").out()).contains("dropped 2");
    theMirrorGoesOn();
  }

  private void makeBooks() {
    original.execute(Months.table("events", 14));
    run(original, 0, "register", "events", "--grace-days", "7");
    run(original, 0, "run", "drop");
    var monolith = new Monolith(original);
    monolith.make();
    assertThat(monolith.start().code()).isZero();
    assertThat(monolith.run("cutover").code()).isZero();
  }

  private void foundAgain() {
    assertThat(run(restored, 3, "doctor").out())
        .contains("this detached partition was booked in another database, and is here by its name")
        .contains("this migration (cut_over) was booked in another database");
    run(restored, 0, "run", "drop");
    assertThat(run(restored, 3, "doctor").out()).doesNotContain("another database");
    assertThat(
            restored.rows(
                "select d.partition_oid = c.oid from kalends.detached_partition d join pg_class c"
                    + " on c.relname = d.partition_name"))
        .containsExactly("t", "t");
  }

  private void theMirrorGoesOn() {
    var again = new Monolith(restored);
    restored.execute(
        """
        begin isolation level repeatable read;
        insert into "PlatformAnalytics" (id, "workspaceId", "socialAccountId", date, followers)
        values ('c1', 'workspace7', 'account7', current_date + 1, 4711);
        commit
        """);
    assertThat(again.differences()).isEqualTo("0");
    Ended verified = again.run("verify");
    assertThat(verified.code()).as(verified.toString()).isZero();
    Ended back = again.run("rollback");
    assertThat(back.code()).as(back.toString()).isZero();
    assertThat(restored.value("select followers from \"PlatformAnalytics\" where id = 'c1'"))
        .isEqualTo("4711");
  }
}
