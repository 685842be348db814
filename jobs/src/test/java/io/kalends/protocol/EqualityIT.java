package io.kalends.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.sql.Connection;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Writers in all isolation levels go on through capture, copy, mirror, cut-over, roll-back and
 * cut-over again: at each verification the monolith, the partitioned table and the oracle are equal
 * row by row, in one snapshot. {@code -Dequality.seeds=10} for more seeds, {@code
 * -Dequality.first=} for others.
 */
class EqualityIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private static final String MAKE =
      """
      create table $t (id text not null, at timestamp not null, v bigint not null default 0, note varchar(400), n integer generated always as (abs(hashtext(id)) %% 1000) stored, primary key (%s));
      insert into $t (id, at, v) select 'p' || i, timestamp '2025-01-01' + i * interval '5 hours', i from generate_series(1, 800) i;
      """;

  static LongStream seeds() {
    long first = Long.getLong("equality.first", 1L);
    return LongStream.range(first, first + Integer.getInteger("equality.seeds", 2));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void oldAndNewAndTheOracleAreEqualAllTheWay(long seed) throws Exception {
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
      for (String phase : List.of("verified", "cut_over", "verified")) {
        passage.swap(phase);
        application.sees(phase.equals("verified"));
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
