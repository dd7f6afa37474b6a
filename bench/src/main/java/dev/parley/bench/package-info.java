/** Measures CPU of the whole against the sum of its bare parts, interleaved in one process. */
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;
