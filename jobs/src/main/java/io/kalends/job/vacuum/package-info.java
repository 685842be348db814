/**
 * Job {@code vacuum}: partitions with dead or new rows, and closed ones that were never frozen.
 *
 * <ul>
 *   <li>Step: {@code vacuum}, one worker per table.
 *   <li>Parameters: date, table, full (VACUUM FULL of every partition).
 *   <li>Locks: SHARE UPDATE EXCLUSIVE on the partition; with full ACCESS EXCLUSIVE for as long as
 *       the partition is rewritten.
 *   <li>Restart: plans again. VACUUM runs outside transactions: it is noted before and booked
 *       after.
 *   <li>Exit codes: 0 done, 1 some table failed, 75 only busy, 143 stopped.
 * </ul>
 */
@NullMarked
package io.kalends.job.vacuum;

import org.jspecify.annotations.NullMarked;
