/**
 * Job {@code drop}: partitions past their retention are detached, kept for their grace, then
 * dropped.
 *
 * <ul>
 *   <li>Step: {@code drop}, one worker per table. A table that failed in this run is left alone.
 *   <li>Parameters: date, table, max_drops.
 *   <li>Locks: DETACH CONCURRENTLY takes SHARE UPDATE EXCLUSIVE on the parent and is begun only
 *       when no open transaction is in its way; where there is a DEFAULT partition, a plain DETACH
 *       takes ACCESS EXCLUSIVE within the lock budget. DROP locks the detached table only.
 *   <li>Restart: plans again. A detach is noted before and booked after; a pending one is
 *       finalised.
 *   <li>Exit codes: 0 done, 1 some table failed or refused, 75 only busy, 143 stopped.
 * </ul>
 */
@NullMarked
package io.kalends.job.drop;

import org.jspecify.annotations.NullMarked;
