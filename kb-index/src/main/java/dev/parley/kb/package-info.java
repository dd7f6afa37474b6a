/**
 * The public face of the knowledge base: approved articles in, ranked passages with a confidence out.
 *
 * <p>Decides what an article, a passage and a question are. Must not know chat, channels, people, storage or Lucene.
 */
@NullMarked
package dev.parley.kb;

import org.jspecify.annotations.NullMarked;
