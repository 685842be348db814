/**
 * What all jobs share. A job is a row of steps; each step fans out one worker per table that has
 * something to do in it, several at once; a worker takes the table's lease and then plans and acts
 * in short passes until its part of the plan is empty.
 *
 * <ul>
 *   <li>Parameters: {@link io.kalends.job.RunParameters}.
 *   <li>Restart: every step runs again and plans anew, so that only what is left is done.
 *   <li>A table that fails never stops the others, and never makes a run green.
 * </ul>
 */
@NullMarked
package io.kalends.job;

import org.jspecify.annotations.NullMarked;
