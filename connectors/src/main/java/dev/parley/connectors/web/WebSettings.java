package dev.parley.connectors.web;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * The block {@code parley.web} of {@code application.yml}, as far as this channel needs it.
 *
 * @param maxMessageCharacters the longest message a customer may send, in UTF-16 units
 */
@ConfigurationProperties("parley.web")
record WebSettings(int maxMessageCharacters) {}
