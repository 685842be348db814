package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The files of sql/: each says what it is for, all are installed, by Flyway and by psql alike. */
class SqlFilesIT {
  private static final Path SQL = Path.of("sql");

  @RegisterExtension static final TestDatabase installed = TestDatabase.installed();
  @RegisterExtension final TestDatabase bare = TestDatabase.bare();

  private static List<String> files(String folder, String glob) throws IOException {
    try (var files = Files.newDirectoryStream(SQL.resolve(folder), glob)) {
      return StreamSupport.stream(files.spliterator(), false)
          .map(file -> folder + "/" + file.getFileName())
          .sorted()
          .toList();
    }
  }

  private static List<String> functions() throws IOException {
    return files("functions", "R__*.sql");
  }

  @Test
  void beginWithWhatTheyAnswerOrDo() throws IOException {
    for (String file : functions()) {
      String first = Files.readAllLines(SQL.resolve(file)).getFirst();
      assertThat(first).as(file).startsWith("-- ").hasSizeGreaterThan(20);
    }
  }

  @Test
  void areNamedAfterTheFunctionOrViewThatTheyCreate() throws IOException {
    for (String file : functions()) {
      String name = file.replaceAll(".*R__|\\.sql", "");
      assertThat(
              name.startsWith("zz_")
                  ? "true"
                  : installed.value(
                      """
                      select exists (select from pg_proc where pronamespace = 'kalends'::regnamespace and proname = '%1$s')
                          or to_regclass('kalends.%1$s') is not null
                      """
                          .formatted(name)))
          .as(file)
          .startsWith("t");
    }
  }

  @Test
  void pinTheSearchPathOfEveryFunctionThatCouldBeMisled() {
    assertThat(
            installed.rows(
                """
                select proname from pg_proc
                where pronamespace = 'kalends'::regnamespace and prosqlbody is null
                  and prokind <> 'p' -- a procedure that commits can have no settings of its own
                  and not coalesce(proconfig::text like '%search_path=pg_catalog, pg_temp%', false)
                """))
        .isEmpty();
  }

  @Test
  void areIncludedInInstallSqlAllOfThemAndInFlywaysOrder() throws IOException {
    List<String> included =
        Files.readAllLines(SQL.resolve("install.sql")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("\\ir "))
            .map(line -> line.substring(4))
            .toList();
    List<String> there = new ArrayList<>(List.of("check_database.sql"));
    there.addAll(files("schema", "V*.sql"));
    there.addAll(functions());
    assertThat(included).containsExactlyElementsOf(there);
  }

  @Test
  void makeTheSameObjectsByInstallSqlAsByFlyway() throws IOException {
    try (Session session = Session.of(bare);
        Session byFlyway = Session.of(installed)) {
      InstallScript.run(session, SQL.resolve("install.sql"));
      assertThat(objects(session)).isEqualTo(objects(byFlyway));
    }
  }

  @Test
  void canBeInstalledTwiceByInstallSql() throws IOException {
    try (Session session = Session.of(bare)) {
      InstallScript.run(session, SQL.resolve("install.sql"));
      session.run("update kalends.partition_config set retention_months = 7");
      InstallScript.run(session, SQL.resolve("install.sql"));
      assertThat(session.rows("select distinct retention_months from kalends.partition_config"))
          .containsExactly("7");
    }
  }

  private static List<String> objects(Session session) {
    return session.rows(
        """
        select 'function ' || p.oid::regprocedure || md5(pg_get_functiondef(p.oid)) || p.proacl::text
        from pg_proc p where p.pronamespace = 'kalends'::regnamespace
        union all
        select c.relkind::text || ' ' || c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
        where c.relnamespace = 'kalends'::regnamespace and c.relname not like 'flyway%'
        union all
        select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
        from pg_constraint where connamespace = 'kalends'::regnamespace and conrelid::regclass::text not like '%flyway%'
        order by 1
        """);
  }
}
