/**
 * The application: the one-way message pipeline, and the start of all parts.
 *
 * <p>Decides the order of the steps. Must not know how any step does its work.
 */
@NullMarked
package dev.parley.gateway;

import org.jspecify.annotations.NullMarked;
