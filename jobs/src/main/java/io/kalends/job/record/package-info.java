/**
 * Job {@code record}: writes what the catalogue says into {@code kalends.partition_metadata}.
 *
 * <ul>
 *   <li>Step: {@code record}, one worker per table whose partitions are new, gone or changed.
 *   <li>Parameters: date, table.
 *   <li>Locks: none on the user's tables beyond those of reading the catalogue.
 *   <li>Restart: plans again; each table is one transaction.
 *   <li>Exit codes: 0 done, 1 some table failed, 143 stopped.
 * </ul>
 */
@NullMarked
package io.kalends.job.record;

import org.jspecify.annotations.NullMarked;
