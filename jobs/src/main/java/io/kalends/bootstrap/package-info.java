/** Creates the objects and joins them: settings, wiring, the program's entry point. */
@NullMarked
package io.kalends.bootstrap;

import org.jspecify.annotations.NullMarked;
