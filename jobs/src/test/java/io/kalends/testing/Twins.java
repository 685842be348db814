package io.kalends.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/**
 * The table {@code "Reading"}, which is migrated, and {@code "ReadingTwin"}, which is not: whatever
 * is done to the one is done to the other in the same transaction, so that the twin says what ought
 * to be in the first, whatever crashes.
 */
public final class Twins {

  private static final List<String> NAMES = List.of("\"Reading\"", "\"ReadingTwin\"");
  private static final OffsetDateTime FIRST =
      OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final int HOURS = 24 * 180;

  private final int lane;
  private final int lanes;
  private final long rows;
  private final long first;
  private final Random random;
  private long used;

  /**
   * One writer of several: it has the keys whose remainder by {@code lanes} is {@code lane}.
   *
   * @param rows about so many were there at first
   * @param first a multiple of {@code lanes} above all keys
   */
  Twins(int lane, int lanes, long rows, long first, Random random) {
    this.lane = lane;
    this.lanes = lanes;
    this.rows = rows;
    this.first = first;
    this.random = random;
  }

  /** So many rows in six months of 2026, with text, numbers, a document and nulls. */
  public static String[] make(int rows) {
    return new String[] {
      """
      create table public."Reading" (
        id bigint primary key, "takenAt" timestamptz not null, "siteId" text not null, amount numeric(12,2), "payload" jsonb, note text)\
      """,
      """
      insert into public."Reading"
      select n, timestamptz '2026-01-01 00:00+00' + n %% 4320 * interval '1 hour', 'site-' || n %% 50, case when n %% 7 > 0 then n / 100.0 end,
             case when n %% 3 > 0 then jsonb_build_object('n', n) end, case when n %% 5 > 0 then repeat('x', (n %% 90)::integer) end
      from generate_series(1::bigint, %d) n\
      """
          .formatted(rows),
      "create index \"Reading_site\" on public.\"Reading\" (\"siteId\", \"takenAt\")",
      "create table public.\"ReadingTwin\" as table public.\"Reading\"",
      "create index on public.\"ReadingTwin\" (id)",
      "analyze public.\"Reading\", public.\"ReadingTwin\""
    };
  }

  /** A query for the number of rows in which the two differ (EXCEPT ALL both ways). */
  public static String differences(String table, String columns) {
    return """
    select count(*) from (
      (select id, "takenAt", "siteId", amount, payload::text, note from public."ReadingTwin" except all select %1$s from %2$s)
      union all
      (select %1$s from %2$s except all select id, "takenAt", "siteId", amount, payload::text, note from public."ReadingTwin")) d\
    """
        .formatted(columns, table);
  }

  /** {@code "Reading"} by its old names, a view or a table. */
  public static String differences() {
    return differences(
        "public.\"Reading\"", "id, \"takenAt\", \"siteId\", amount, payload::text, note");
  }

  /** One to three random changes, in the transaction that is open. */
  void change(Connection connection) throws SQLException {
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      changeOnce(connection);
    }
  }

  private void changeOnce(Connection connection) throws SQLException {
    int percentile = random.nextInt(100);
    if (percentile < 25) {
      insert(connection, 1 + random.nextInt(4), "");
    } else if (percentile < 30) {
      insert(connection, 1, " on conflict do nothing");
    } else if (percentile < 50) {
      both(connection, "update %s set amount = coalesce(amount, 0) + 1 where id = ?", key());
    } else if (percentile < 55) {
      long from = key();
      both(
          connection,
          "update %s set note = left(note, 80) || '.' where id between ? and ? and id %% ? = ?",
          from,
          from + 40L * lanes,
          (long) lanes,
          (long) lane);
    } else if (percentile < 72) {
      both(connection, "update %s set \"takenAt\" = ? where id = ?", moment(), key());
    } else if (percentile < 85) {
      both(connection, "delete from %s where id = ?", key());
    } else if (percentile < 92) {
      both(connection, "update %s set id = ? where id = ?", fresh(), key());
    } else {
      long key = key();
      OffsetDateTime moment = moment();
      both(connection, "delete from %s where id = ?", key);
      both(
          connection,
          "insert into %s (id, \"takenAt\", \"siteId\") values (?, ?, 'again')",
          key,
          moment);
    }
  }

  private void insert(Connection connection, int rows, String ending) throws SQLException {
    Object[] values = new Object[3 * rows];
    for (int row = 0; row < rows; row++) {
      values[3 * row] = fresh();
      values[3 * row + 1] = moment();
      values[3 * row + 2] = "site-" + random.nextInt(50);
    }
    String sql = "insert into %s (id, \"takenAt\", \"siteId\") values (?, ?, ?)";
    both(connection, sql + ", (?, ?, ?)".repeat(rows - 1) + ending, values);
  }

  private static void both(Connection connection, String sql, Object... values)
      throws SQLException {
    for (String name : NAMES) {
      try (PreparedStatement statement =
          connection.prepareStatement(sql.formatted("public." + name))) {
        for (int i = 0; i < values.length; i++) {
          statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
      }
    }
  }

  /** Of our keys one that is or was there. */
  private long key() {
    long fresh = used > 0 && random.nextInt(4) == 0 ? random.nextLong(used) : -1;
    return fresh >= 0
        ? first + fresh * lanes + lane
        : random.nextLong(1 + rows / lanes) * lanes + lane;
  }

  private long fresh() {
    return first + used++ * lanes + lane;
  }

  private OffsetDateTime moment() {
    return FIRST.plusHours(random.nextInt(HOURS));
  }
}
