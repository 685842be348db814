/**
 * Job {@code analyze}: statistics of what changed, and of parents, which autovacuum never analyzes.
 *
 * <ul>
 *   <li>Step: {@code analyze}, one worker per table.
 *   <li>Parameters: date, table.
 *   <li>Locks: SHARE UPDATE EXCLUSIVE on what is analyzed: stops neither reads nor writes.
 *   <li>Restart: plans again; each ANALYZE is one transaction.
 *   <li>Exit codes: 0 done, 1 some table failed, 75 only busy, 143 stopped.
 * </ul>
 */
@NullMarked
package io.kalends.job.analyze;

import org.jspecify.annotations.NullMarked;
