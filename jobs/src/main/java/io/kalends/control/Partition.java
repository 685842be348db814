package io.kalends.control;

import io.kalends.domain.TableName;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One partition as it is now. {@code state} is current, future, past, expired, pending detach or
 * default; {@code rows} is null where nothing has ever been counted or estimated.
 */
public record Partition(
    TableName table,
    TableName name,
    @Nullable OffsetDateTime lower,
    @Nullable OffsetDateTime upper,
    String state,
    @Nullable Long rows,
    boolean rowsExact,
    long bytes,
    @Nullable OffsetDateTime analyzed,
    @Nullable OffsetDateTime vacuumed,
    Local local) {

  /** The bounds as the wall clock of the table's zone shows them, to the minute; null as above. */
  public record Local(String zone, @Nullable String lower, @Nullable String upper) {}
}
