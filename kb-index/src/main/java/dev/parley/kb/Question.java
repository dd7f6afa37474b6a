package dev.parley.kb;

/**
 * What a customer asks.
 *
 * @param text as typed; it is never query syntax
 * @param language the language whose articles are searched, ISO 639-1
 */
public record Question(String text, String language) {}
