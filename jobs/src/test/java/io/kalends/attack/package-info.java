/**
 * Owners of tables, and other roles, against Kalends: what they leave for it to execute, and what
 * they may call and write. Each attack must end without a gain.
 */
@NullMarked
package io.kalends.attack;

import org.jspecify.annotations.NullMarked;
