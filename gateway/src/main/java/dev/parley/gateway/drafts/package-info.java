/**
 * Articles that agents' answers become: drafted with names and numbers masked, published by owners, and held against the
 * question that they came from.
 *
 * <p>Must not know desks, nor how a message is decided: it is handed a way to ask.
 */
@NullMarked
package dev.parley.gateway.drafts;

import org.jspecify.annotations.NullMarked;
