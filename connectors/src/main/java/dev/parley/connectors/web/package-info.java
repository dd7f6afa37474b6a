/**
 * The web chat: a JSON API, a server-sent event stream and the widget's script.
 *
 * <p>Decides who may read a conversation on the web. Must not know the core or other channels.
 */
@NullMarked
package dev.parley.connectors.web;

import org.jspecify.annotations.NullMarked;
