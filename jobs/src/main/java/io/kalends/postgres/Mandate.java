package io.kalends.postgres;

import io.kalends.domain.TableName;

/**
 * On whose behalf a table is changed: the run, and the epoch of the lease that every transaction
 * checks first.
 */
public record Mandate(TableName table, long epoch, long runId, String job) {}
