package io.kalends.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of an answer, read by column name. The plain readers fail on NULL with the column's name;
 * those that end in {@code OrNull} allow it. Infinite timestamps are read as {@link
 * OffsetDateTime#MIN} and {@link OffsetDateTime#MAX}. It is only valid while the row is mapped.
 */
public final class Row {

  private final ResultSet row;

  Row(ResultSet row) {
    this.row = row;
  }

  public String text(String column) {
    return required(column, textOrNull(column));
  }

  public @Nullable String textOrNull(String column) {
    return read(column, () -> row.getString(column));
  }

  public int integer(String column) {
    return required(column, integerOrNull(column));
  }

  public @Nullable Integer integerOrNull(String column) {
    Long value = bigintOrNull(column);
    return value == null ? null : Math.toIntExact(value);
  }

  public long bigint(String column) {
    return required(column, bigintOrNull(column));
  }

  public @Nullable Long bigintOrNull(String column) {
    return read(
        column,
        () -> {
          long value = row.getLong(column);
          return row.wasNull() ? null : value;
        });
  }

  public double number(String column) {
    return required(
        column,
        read(
            column,
            () -> {
              double value = row.getDouble(column);
              return row.wasNull() ? null : value;
            }));
  }

  public boolean bool(String column) {
    return Boolean.TRUE.equals(boolOrNull(column));
  }

  public @Nullable Boolean boolOrNull(String column) {
    return read(
        column,
        () -> {
          boolean value = row.getBoolean(column);
          return row.wasNull() ? null : value;
        });
  }

  public OffsetDateTime time(String column) {
    return required(column, timeOrNull(column));
  }

  public @Nullable OffsetDateTime timeOrNull(String column) {
    return read(column, () -> row.getObject(column, OffsetDateTime.class));
  }

  /** An interval as seconds and microseconds; months count 30 days, which ages never have. */
  public @Nullable Duration intervalOrNull(String column) {
    return read(column, () -> Values.duration(row.getObject(column)));
  }

  /** An array of text; NULL is the empty list, and NULL elements are left out. */
  public List<String> texts(String column) {
    Array array = read(column, () -> row.getArray(column));
    return array == null ? List.of() : required(column, read(column, () -> Values.texts(array)));
  }

  private static <T> T required(String column, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return value;
  }

  private static <T> @Nullable T read(String column, Reader<T> reader) {
    try {
      return reader.read();
    } catch (SQLException e) {
      throw Errors.translate("reading column " + column, e);
    }
  }

  private interface Reader<T> {
    @Nullable T read() throws SQLException;
  }
}
