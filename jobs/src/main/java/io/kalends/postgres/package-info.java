/**
 * The one door to PostgreSQL. {@link io.kalends.postgres.Database} runs the statements that stand
 * in {@code sql/statements}, one file each; everything that locks a table of the user's goes
 * through its lock budget.
 */
@NullMarked
package io.kalends.postgres;

import org.jspecify.annotations.NullMarked;
