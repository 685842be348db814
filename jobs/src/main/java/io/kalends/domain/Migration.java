package io.kalends.domain;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One monolith on its way to a partitioned table. {@code source} and {@code target} are the names
 * that the two have before and after the cut-over; {@code live} is what the application writes now
 * and {@code other} its mirror, once there is one. {@code stripesLeft} are parts of the monolith
 * that have still to be copied. {@code isKept}: the old table is not to be retired yet.
 */
public record Migration(
    long id,
    TableName source,
    TableName target,
    TableName live,
    @Nullable TableName other,
    Phase phase,
    boolean paused,
    String pace,
    int workers,
    @Nullable String suspect,
    long logLength,
    int stripesLeft,
    @Nullable OffsetDateTime retireAfter,
    boolean isKept) {}
