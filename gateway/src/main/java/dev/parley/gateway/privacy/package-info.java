/**
 * What is forgotten: customers on request, old conversations by themselves; and copies of everything else.
 *
 * <p>Decides what goes and what stays for the counts. Must not know what conversations are about.
 */
@NullMarked
package dev.parley.gateway.privacy;

import org.jspecify.annotations.NullMarked;
