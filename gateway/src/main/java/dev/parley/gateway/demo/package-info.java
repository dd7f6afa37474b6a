/**
 * A made-up shop that shows what Parley is like on a page; off in production.
 *
 * <p>Decides nothing. Must not be needed by anything.
 */
@NullMarked
package dev.parley.gateway.demo;

import org.jspecify.annotations.NullMarked;
