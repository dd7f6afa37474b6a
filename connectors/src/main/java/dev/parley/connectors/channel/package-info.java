/**
 * The channel SPI: what the core and any channel say to each other, and nothing else.
 *
 * <p>Decides the words both sides share. Must not know any particular platform, nor the core.
 */
@NullMarked
package dev.parley.connectors.channel;

import org.jspecify.annotations.NullMarked;
