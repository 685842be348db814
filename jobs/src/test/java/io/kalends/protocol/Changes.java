package io.kalends.protocol;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the application does to its table $t: rows inserted, changed, moved in time, renamed,
 * deleted, one by one and many at once, upserted where the key allows it, copied in; once, all of
 * them truncated.
 */
final class Changes {
  static final List<String> LEVELS = List.of("read committed", "repeatable read", "serializable");

  private static final List<String> FRESH =
      List.of(
          "insert into $t (id, at, v) values (%1$s, timestamp '%2$s', %3$d)",
          "insert into $t (id, at, v) select %1$s || '-' || i, timestamp '%2$s' + i * interval '1"
              + " hour', i from generate_series(1, %3$d %% 7) i",
          "copy $t (id, at, v) from stdin\n%4$s\t%2$s\t%3$d\n%4$s-b\t%2$s\t%3$d\n");

  private static final List<String> TO_ROWS =
      List.of(
          "update $t set v = v + 1 where (id, at) in ($rows)",
          "update $t set v = v + 1, note = repeat('long ', %3$d) where (id, at) in ($rows)",
          "update $t set at = timestamp '%2$s' + n * interval '1 second' where (id, at) in ($rows)",
          "update $t set id = id || '+', v = v * 2 where (id, at) in ($rows)",
          "delete from $t where (id, at) in ($rows)",
          "with gone as (delete from $t where (id, at) in ($rows) returning *) insert into $t (id,"
              + " at, v, note) select id || 'again', at + interval '1 day', v, 'again' from gone",
          "update $t set v = v + 1, at = at + interval '1 day', note = null where (id, at) in"
              + " ($rows)");

  private static final String UPSERT =
      "insert into $t (id, at, v) select 'p' || i, timestamp '2025-02-01' + i * interval '1 day', 1"
          + " from generate_series(%3$d, %3$d + 4) i on conflict (id, at) do update set v = $t.v +"
          + " 1, note = 'upserted'";

  private final boolean upserts;
  private final int truncateAt;
  private final AtomicInteger numbers = new AtomicInteger();

  /** The number of the change that is a TRUNCATE. */
  Changes(boolean upserts, int truncateAt) {
    this.upserts = upserts;
    this.truncateAt = truncateAt;
  }

  /** rows: a condition for those that are meant, to be locked first; or empty. */
  record Change(String rows, String sql) {}

  Change next(Random random) {
    int number = numbers.incrementAndGet();
    if (number == truncateAt) {
      return new Change("", "truncate $t");
    }
    int kind = random.nextInt(10);
    String rows =
        kind < 3
            ? ""
            : random.nextInt(40) == 0
                ? "n % 4 = " + random.nextInt(4)
                : "n between %1$d and %1$d + %2$d"
                    .formatted(random.nextInt(1000), random.nextInt(4));
    List<String> templates = kind > 2 ? TO_ROWS : upserts && kind == 0 ? List.of(UPSERT) : FRESH;
    String at = "2025-%02d-%02d 03:04:05".formatted(1 + random.nextInt(6), 1 + random.nextInt(28));
    String id = "w" + number;
    String template = templates.get(random.nextInt(templates.size()));
    return new Change(rows, template.formatted("'" + id + "'", at, 1 + random.nextInt(60), id));
  }
}
