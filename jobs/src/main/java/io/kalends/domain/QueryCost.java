package io.kalends.domain;

/**
 * What one kind of query costs on the old table of a migration and on the new one: milliseconds,
 * and blocks of 8 kB that it looks at. {@code newTables} counts the partitions that it reads.
 */
public record QueryCost(
    String pattern, double oldMs, long oldBlocks, double newMs, long newBlocks, long newTables) {}
