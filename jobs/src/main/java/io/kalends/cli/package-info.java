/** The command line: parses, asks control, shows the answer as text or JSON. Knows no Spring. */
@NullMarked
package io.kalends.cli;

import org.jspecify.annotations.NullMarked;
