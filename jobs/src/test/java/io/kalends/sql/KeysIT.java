package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of key by which rows may be followed, forth and back, while rows and keys change. */
@Execution(ExecutionMode.CONCURRENT)
class KeysIT {

  /** In the midst of the copy, and once mirrored: rows that come, go, and get another key. */
  private static final String CHANGES =
      """
      insert into k ("At", a, b, "C", u) select now() - g * interval '1 day', 9%1$s00 + g, 'n%1$s-' || g, gen_random_uuid(), gen_random_uuid() from generate_series(1, 5) g;
      delete from k where a between %1$s00 and %1$s03;
      update k set a = a + 50000, b = b || '%1$s', "C" = gen_random_uuid(), u = gen_random_uuid() where a between %1$s20 and %1$s23;
      update k set "At" = "At" - interval '40 days' where a between %1$s40 and %1$s43
      """;

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bigint                   | primary key (a)             | a
          text                     | primary key (b)             | b
          uuid                     | primary key (u)             | u
          mixed case               | primary key ("C")           | C
          composite                | primary key (b, "C")        | b,C
          with the partition's own | primary key (u, "At")       | u,At
          unique, without primary  | unique (a, "C")             | a,C
          not the primary one      | primary key (a), unique (u) | u
          """)
  void leadsEachChangeToTheRightRow(String kind, String constraint, String key) {
    try (Session session = Session.of(database)) {
      session.run(
          """
          create table k (a bigint not null, b text not null, "C" uuid not null, u uuid not null, "At" timestamptz not null, %s);
          insert into k select g, 't' || g, gen_random_uuid(), gen_random_uuid(), now() - g * interval '2 hours' from generate_series(1, 1000) g;
          """
              .formatted(constraint));
      Undertaking migration =
          Undertaking.plan(
              session, "k", "{\"by\": \"At\", \"key\": \"%s\", \"future\": \"1\"}".formatted(key));
      assertThat(migration.blockers()).as(kind).isEmpty();
      migration.capture();
      session.run(CHANGES.formatted(1));
      migration.copyAndMirror();
      session.run(CHANGES.formatted(2));
      assertThat(migration.verify()).as(kind + ", mirrored").isTrue();
      migration.cutOver();
      session.run(CHANGES.formatted(3));
      assertThat(migration.verify()).as(kind + ", cut over").isTrue();
      migration.rollBack();
      session.run(CHANGES.formatted(4));
      assertThat(migration.verify()).as(kind + ", rolled back").isTrue();
      assertThat(session.number("select count(*) from k")).isEqualTo(1004);
    }
  }
}
