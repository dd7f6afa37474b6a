/**
 * Who may use Parley beside its customers, and the pages for them.
 *
 * <p>Decides access: a route is closed unless it says otherwise. Must not know what the routes do.
 */
@NullMarked
package dev.parley.gateway.admin;

import org.jspecify.annotations.NullMarked;
