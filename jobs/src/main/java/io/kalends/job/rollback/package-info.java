/**
 * Job {@code rollback}: the way back, from every phase but the last.
 *
 * <ul>
 *   <li>Steps: after the cut-over {@code prepare swap}, {@code swap}, {@code finish swap}: the
 *       names change back, nothing that was written since is lost, and the forward mirror is on
 *       again. With give_up also {@code make way} and {@code give up}: triggers, log and shadow are
 *       removed, the partitions of a large one each in a transaction of its own.
 *   <li>Parameters: table, give_up, deadline, end.
 *   <li>Locks: ACCESS EXCLUSIVE on both tables, once, within the lock budget.
 *   <li>Restart: looks at the phase; a swap that was made is not made again.
 *   <li>Exit codes: 0 done or nothing to do, 1 the old table is gone, 75 somebody was in the way
 *       until the deadline, 143 stopped.
 * </ul>
 */
@NullMarked
package io.kalends.job.rollback;

import org.jspecify.annotations.NullMarked;
