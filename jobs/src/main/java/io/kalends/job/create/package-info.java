/**
 * Job {@code create}: the partitions that ought to be there and are not.
 *
 * <ul>
 *   <li>Step: {@code create}, one worker per table. A pending detach is finalised first, then the
 *       present period is served, then gaps and the future; rows of the catch-all move in slices.
 *   <li>Parameters: date, table.
 *   <li>Locks: SHARE UPDATE EXCLUSIVE on the parent; ACCESS EXCLUSIVE on a catch-all, within the
 *       lock budget.
 *   <li>Restart: plans again; each partition is one transaction.
 *   <li>Exit codes: 0 done, 1 some table failed, 75 only busy, 143 stopped.
 * </ul>
 */
@NullMarked
package io.kalends.job.create;

import org.jspecify.annotations.NullMarked;
