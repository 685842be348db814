/**
 * Job {@code maintenance}: the nightly run.
 *
 * <ul>
 *   <li>Steps: {@code create}, {@code analyze}, {@code drop}, {@code record}, {@code audit}, each
 *       fanned out over the tables that have something to do in it. The next step runs also when a
 *       table failed; a table that failed is left alone by drop.
 *   <li>Parameters: date, table, max_drops.
 *   <li>Locks: those of the single jobs.
 *   <li>Restart: plans again, all steps; what was done is not in the plan any more.
 *   <li>Exit codes: 0 done or nothing to do, 1 some table failed, 75 only busy, 143 stopped.
 * </ul>
 */
@NullMarked
package io.kalends.job.maintenance;

import org.jspecify.annotations.NullMarked;
