/** The one door for adapters: start, stop, restart, recover, look, install. */
@NullMarked
package io.kalends.control;

import org.jspecify.annotations.NullMarked;
