package io.kalends.domain;

import org.jspecify.annotations.Nullable;

/**
 * A row that is not the same in the two tables of a migration: its key as PostgreSQL writes a row,
 * where it lies in the partitioned table, and whether it differs or is in one of them only.
 */
public record Difference(String key, @Nullable String partition, String what) {}
