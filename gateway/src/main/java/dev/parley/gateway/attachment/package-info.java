/**
 * The files of conversations: what is taken, where it is kept, and how it is fetched from platforms. Must not know why a file
 * was sent.
 */
@NullMarked
package dev.parley.gateway.attachment;

import org.jspecify.annotations.NullMarked;
