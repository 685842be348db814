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
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

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
    Rows before = rows();
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
    demandRows(command.line(), before, command.number("loses", 0));
    if (command.isRepeated()) {
      callAgain(command, command.line() + " --output json", command.number("again", code));
    }
  }

  private void callAgain(Command command, String line, int code) {
    Rows before = rows();
    Ended ended = call(line, CaseWords.split(line));
    demand(ended.code() == code, "%s ended with %d", line, ended.code());
    try {
      int told = ended.json().path("exit_code").asInt(-1);
      demand(told == ended.code(), "%s has exit_code %d", line, told);
      if (Set.of("doctor", "health").contains(command.line()) && ended.json().has("findings")) {
        demandFindings(command, ended.json().get("findings"));
      }
    } catch (JacksonException e) {
      demand(false, "%s wrote what is not JSON", line);
    }
    demandRows(line, before, 0);
  }

  /** Exactly those of the file; that the role of the tests lacks pg_read_all_stats is known. */
  private void demandFindings(Command command, JsonNode findings) {
    Set<String> found = new TreeSet<>();
    for (JsonNode each : findings) {
      String name = each.get("finding").asString();
      if (!name.equals("rights_statistics")) {
        found.add(each.get("severity").asString() + " " + name);
      }
    }
    demand(
        found.equals(new TreeSet<>(command.texts("finds"))), "%s finds %s", command.line(), found);
  }

  private void demandRows(String line, Rows before, int lost) {
    Rows now = rows();
    demand(
        before.count() - now.count() == lost,
        "%s lost %d rows",
        line,
        before.count() - now.count());
    demand(lost > 0 || before.equals(now), "%s changed rows", line);
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

  /**
   * Of all tables and partitions but those of schema kalends.
   *
   * @param hash the sum of the rows' hashes, whichever table they are in
   */
  private record Rows(long count, String hash) {}

  private Rows rows() {
    String counts =
        String.join(
            " union all ",
            answer(
                """
                select format('select count(*) as n, sum(hashtextextended(to_jsonb(t)::text, 0)) as h from only %s t', c.oid::regclass)
                from pg_class c where c.relkind = 'r' and c.relpersistence <> 't'
                and c.relnamespace::regnamespace::text not in ('kalends', 'information_schema')
                and c.relnamespace::regnamespace::text !~ '^pg_'\
                """));
    if (counts.isEmpty()) {
      return new Rows(0, "0");
    }
    String[] sums =
        answer("select sum(n), coalesce(sum(h), 0) from (" + counts + ") t")
            .getFirst()
            .split("\\|");
    return new Rows(Long.parseLong(sums[0]), sums[1]);
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
