package io.kalends.job;

import io.kalends.postgres.Comparison;
import io.kalends.postgres.MigrationBook;
import io.kalends.postgres.Protocol;
import io.kalends.postgres.Swaps;
import io.kalends.postgres.Throttles;

/** What the steps of a migration need of the outside world. */
public record MigrationDoors(
    MigrationBook book,
    Protocol protocol,
    Comparison comparison,
    Swaps swaps,
    Throttles throttles) {}
