/**
 * Drills: a synthetic customer asks for a person, and what happens then is watched to its end. Nothing is bypassed: the
 * message goes through intake, rules, routing and the desk like any other.
 */
@NullMarked
package dev.parley.gateway.drill;

import org.jspecify.annotations.NullMarked;
