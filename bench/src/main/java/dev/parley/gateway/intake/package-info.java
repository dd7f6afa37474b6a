/** What takes the place of parts of the core while it is measured. */
@NullMarked
package dev.parley.gateway.intake;

import org.jspecify.annotations.NullMarked;
