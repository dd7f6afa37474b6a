/**
 * The approved articles: imported, stored as revisions, and kept searchable.
 *
 * <p>Decides which revision is approved, who owns it, and which generation of the index serves. Must not know channels.
 */
@NullMarked
package dev.parley.gateway.knowledge;

import org.jspecify.annotations.NullMarked;
