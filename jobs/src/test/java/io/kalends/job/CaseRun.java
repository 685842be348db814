package io.kalends.job;

import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.job.Case.Ask;
import io.kalends.job.Case.Command;
import io.kalends.job.Case.Months;
import io.kalends.job.Case.RunsAs;
import io.kalends.job.Case.Sql;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * Runs a {@link Case} on a test's database, and tells everything that is not as its file says. What
 * the program said is in target/cases.
 */
final class CaseRun {
  private static final Set<Integer> DOCUMENTED = Set.of(0, 1, 3, 64, 69, 75, 78, 143);
  private static final Path TRANSCRIPTS = Path.of("target", "cases");

  private final TestDatabase database;
  private final CaseTimes times;
  private final List<String> complaints = new ArrayList<>();
  private final List<Connection> staying = new ArrayList<>();
  private final StringBuilder transcript = new StringBuilder();
  private Program program;

  private CaseRun(TestDatabase database) {
    this.database = database;
    this.times = CaseTimes.now(database.name());
    this.program = quick(Program.on(database));
  }

  /** Gives up after 3 seconds where somebody holds a lock. */
  private static Program quick(Program program) {
    return program.with("kalends.lock-deadline", "3s");
  }

  static void of(Path file, TestDatabase database) throws IOException {
    new CaseRun(database).run(file);
  }

  private void run(Path file) throws IOException {
    Case wanted = Case.read(file, times::fill);
    assumeThat(PostgresServer.version()).isGreaterThanOrEqualTo(wanted.fromVersion());
    try {
      database.execute("delete from kalends.partition_config");
      wanted.steps().forEach(this::take);
    } finally {
      leave();
      Files.createDirectories(TRANSCRIPTS);
      Files.writeString(
          TRANSCRIPTS.resolve("%s.%d.log".formatted(wanted, PostgresServer.version())), transcript);
      dropRoles();
    }
    if (!complaints.isEmpty()) {
      fail("%s\n%s\n%s", wanted, String.join("\n", complaints), transcript);
    }
  }

  private void take(Case.Step step) {
    switch (step) {
      case Sql sql -> execute(sql);
      case Months months -> createMonths(months);
      case RunsAs runsAs ->
          program = quick(Program.at(database.server().url(runsAs.role(), database.name())));
      case Ask ask -> ask(ask);
      case Command command -> call(command);
    }
  }

  private void createMonths(Months months) {
    for (int month = months.first(); month <= months.last(); month++) {
      String sql =
          "create table %1$s_%2$s partition of %1$s for values from ('%3$s') to ('%4$s')"
              .formatted(
                  months.table(), times.suffix(month), times.month(month), times.month(month + 1));
      execute(new Sql(PostgresServer.OWNER, false, sql));
    }
  }

  /** In schema public: role kalends has one of its own name, which search_path would find first. */
  private void execute(Sql sql) {
    try {
      Connection connection = database.connectAs(sql.role());
      if (sql.stays()) {
        staying.add(connection);
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("set search_path = public");
        statement.execute(sql.text());
      } finally {
        if (!sql.stays()) {
          connection.close();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage() + "\nin: " + sql.text(), e);
    }
  }

  private void call(Command command) {
    long before = rows();
    Ended ended = call(command.line(), CaseWords.split(command.line()));
    int code = command.number("exit", 0);
    String said = ended.out() + ended.err();
    demand(ended.code() == code, "%s ended with %d", command.line(), ended.code());
    for (String text : command.texts("has")) {
      demand(said.contains(text), "%s does not say: %s", command.line(), text);
    }
    for (String text : command.texts("not")) {
      demand(!said.contains(text), "%s says: %s", command.line(), text);
    }
    long lost = before - rows();
    demand(lost == command.number("loses", 0), "%s lost %d rows", command.line(), lost);
    if (command.isRepeated()) {
      callAgain(command.line() + " --output json", command.number("again", code));
    }
  }

  private void callAgain(String line, int code) {
    long before = rows();
    Ended ended = call(line, CaseWords.split(line));
    demand(ended.code() == code, "%s ended with %d", line, ended.code());
    try {
      int told = ended.json().path("exit_code").asInt(-1);
      demand(told == ended.code(), "%s has exit_code %d", line, told);
    } catch (JacksonException e) {
      demand(false, "%s wrote what is not JSON", line);
    }
    long lost = before - rows();
    demand(lost == 0, "%s lost %d rows", line, lost);
  }

  private Ended call(String line, String... words) {
    Ended ended = program.run(words);
    transcript.append("$ kalends %s\n%s%s".formatted(line, ended.out(), ended.err()));
    transcript.append("=> %d\n".formatted(ended.code()));
    demand(DOCUMENTED.contains(ended.code()), "no exit code of ours: %s", line);
    for (String written : (ended.out() + ended.err()).split("\n")) {
      demand(!CaseWords.isBare(written), "%s passes a server's message on: %s", line, written);
    }
    return ended;
  }

  private void ask(Ask ask) {
    List<String> rows = answer(ask.query());
    demand(rows.equals(ask.rows()), "%s: %s", ask.query(), rows);
  }

  private void demand(boolean holds, String complaint, Object... values) {
    if (!holds) {
      complaints.add(complaint.formatted(values));
    }
  }

  /** Of all tables and partitions but those of schema kalends. */
  private long rows() {
    String counts =
        String.join(
            " union all ",
            answer(
                """
                select format('select count(*) as n from only %s', c.oid::regclass)
                from pg_class c where c.relkind = 'r' and c.relpersistence <> 't'
                and c.relnamespace::regnamespace::text not in ('kalends', 'information_schema')
                and c.relnamespace::regnamespace::text !~ '^pg_'\
                """));
    return counts.isEmpty()
        ? 0
        : Long.parseLong(answer("select sum(n) from (" + counts + ") t").getFirst());
  }

  private List<String> answer(String query) {
    return database.rowsAs(PostgresServer.SUPERUSER, query);
  }

  private void leave() {
    try {
      for (Connection each : staying) {
        each.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void dropRoles() {
    for (String role :
        answer(
            "select quote_ident(rolname) from pg_roles where starts_with(rolname, '%s_')"
                .formatted(database.name()))) {
      database.executeAs(
          PostgresServer.SUPERUSER, "drop owned by %1$s cascade; drop role %1$s".formatted(role));
    }
  }
}
