/**
 * Job {@code verify}: is the mirror of a migration equal to the table, row by row?
 *
 * <ul>
 *   <li>Step: {@code verify}. What a mirror that failed has left in the log is applied; then both
 *       tables are read once, in one snapshot, in parallel, and compared by partition: count and an
 *       order-free hash of all columns. It is also the last step of {@code migrate}.
 *   <li>Parameters: table, repair.
 *   <li>Locks: ACCESS SHARE.
 *   <li>Restart: compares anew.
 *   <li>Exit codes: 0 equal, 1 not equal (the ledger says where), 143 stopped.
 * </ul>
 */
@NullMarked
package io.kalends.job.verify;

import org.jspecify.annotations.NullMarked;
