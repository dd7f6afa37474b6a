/**
 * Looks through a knowledge base for what its owners should mend.
 *
 * <p>Decides what a finding is. Must not know how articles are indexed.
 */
@NullMarked
package dev.parley.kb.check;

import org.jspecify.annotations.NullMarked;
