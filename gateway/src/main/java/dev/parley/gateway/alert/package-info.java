/** What somebody must know about until it is over. */
@NullMarked
package dev.parley.gateway.alert;

import org.jspecify.annotations.NullMarked;
