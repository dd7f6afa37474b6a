/**
 * The approved articles: imported, stored as revisions, and kept searchable.
 *
 * <p>Decides which revision is approved and who owns it. Must not know conversations or channels.
 */
@NullMarked
package dev.parley.gateway.knowledge;

import org.jspecify.annotations.NullMarked;
