package io.kalends.job.migrate;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The monolith of the sample, smaller; and the program that migrates it. */
final class Monolith {
  static final String NAME = "\"PlatformAnalytics\"";

  /** For the writer: a row that is new, somewhere in the half year. */
  static final String INSERT =
      """
      insert into "PlatformAnalytics" (id, "workspaceId", "socialAccountId", date)
      select 'n' || gen_random_uuid(), 'workspace1', 'n' || gen_random_uuid(),
             current_date - (random() * 170)::integer
      """;

  /** A change of one of the rows that were there in the beginning. */
  static final String UPDATE =
      """
      update "PlatformAnalytics" set followers = followers + 1
      where "socialAccountId" = (select 'account' || (1 + random() * 19)::integer)
        and date = (select current_date - (random() * 179)::integer)
      """;

  private static final String[] OPTIONS = {"--into", "platform_analytics", "--rename", "snake"};

  private final TestDatabase database;
  private final Program program;

  Monolith(TestDatabase database) {
    this.database = database;
    this.program = Program.on(database);
  }

  /** 3,600 rows of 20 accounts and half a year. */
  void make() {
    try {
      // The role is called as our schema, which would otherwise take the table.
      database.execute("alter database " + database.name() + " set search_path = public");
      String sql = Files.readString(Path.of("sql/sample/platform_analytics.sql"));
      database.execute(
          sql.replace("generate_series(1, 137)", "generate_series(1, 20)")
              .replace("generate_series(0, 729)", "generate_series(0, 179)"));
      database.execute("analyze \"PlatformAnalytics\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Ended run(String command, String... arguments) {
    return program.run(line(command, arguments));
  }

  Program program() {
    return program;
  }

  static String[] line(String command, String... arguments) {
    List<String> line = new ArrayList<>(List.of("migrate", command, NAME, "--verbose"));
    line.addAll(List.of(arguments));
    return line.toArray(String[]::new);
  }

  /** From the beginning to the verification, as fast as it can. */
  Ended start() {
    List<String> options = new ArrayList<>(List.of(OPTIONS));
    options.addAll(List.of("--pace", "fast"));
    return run("start", options.toArray(String[]::new));
  }

  /** A migration that has come as far as this phase, without a run. */
  void bring(String phase) {
    database.value(
        """
        select kalends.new_migration('"PlatformAnalytics"',
          '{"into": "platform_analytics", "rename": "snake", "pace": "fast"}')
        """);
    if (phase.equals("planned")) {
      return;
    }
    database.execute("select kalends.prepare_migration(1)");
    if (phase.equals("prepared")) {
      return;
    }
    database.execute("select kalends.capture_migration(1)");
    database.execute(
        """
        select kalends.copy_range(1, (select min(stripe) from kalends.migration_stripe), 10)
        """);
  }

  String phase() {
    return database.value("select phase from kalends.migration order by id desc limit 1");
  }

  /** Rows that one of the two tables has and the other has not, after the swap or before it. */
  String differences() {
    return database.value(
        "select count(*) from kalends.differences((select max(id) from kalends.migration))");
  }
}
