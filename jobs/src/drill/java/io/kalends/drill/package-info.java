/**
 * The drill: real processes of the built program are killed, stopped and paused at every failpoint
 * and at random instants, a server is stopped under them, and many of them work at once. After each
 * round the database is compared with that of an undisturbed run.
 *
 * <p>{@code make drill} runs all of it ({@link FullDrill}), the build a sample ({@link DrillIT}).
 */
@NullMarked
package io.kalends.drill;

import org.jspecify.annotations.NullMarked;
