package io.kalends.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.sql.Connection;
import java.util.List;

/** One application and one migration there, back and there again, as a seed says. */
final class Equality {
  private static final String MAKE =
      """
      create table $t (id text not null, at timestamp not null, v bigint not null default 0, note varchar(400), n integer generated always as (abs(hashtext(id)) %% 1000) stored, primary key (%s));
      insert into $t (id, at, v) select 'p' || i, timestamp '2025-01-01' + i * interval '5 hours', i from generate_series(1, 800) i;
      """;

  private Equality() {}

  /** The application writes all the way; at each verification all three tables are compared. */
  static void allTheWay(TestDatabase database, long seed) throws Exception {
    boolean upserts = seed % 2 == 0;
    database.server().execute("alter database " + database.name() + " set search_path = public");
    for (String table : List.of("t", "oracle")) {
      database.execute(MAKE.formatted(upserts ? "id, at" : "id").replace("$t", table));
    }
    Changes changes = new Changes(upserts, (int) (20 + seed * 37 % 200));
    try (Connection connection = database.connectAs(PostgresServer.OWNER);
        Application application = new Application(database, changes, 3, seed)) {
      Passage passage = new Passage(connection, application);
      passage.migrate();
      application.mayMeetMovedRows();
      for (String phase : List.of("verified", "cut_over", "verified")) {
        passage.swap(phase);
        application.work(60);
      }
      passage.compare();
      application.close();
      passage.compare();
      System.out.printf("seed %d on %d: %s%n", seed, PostgresServer.version(), application);
      assertThat(application.failures()).isEmpty();
    }
  }
}
