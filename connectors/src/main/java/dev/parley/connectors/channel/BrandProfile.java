package dev.parley.connectors.channel;

import java.util.List;

/**
 * How the brand introduces itself in a channel.
 *
 * @param name the brand
 * @param botName what the bot is called
 * @param disclosure says that it is a machine
 * @param greeting the first words
 * @param suggestions questions worth offering before the first message
 */
public record BrandProfile(String name, String botName, String disclosure, String greeting,
        List<String> suggestions) {

    /** Copies the list. */
    public BrandProfile {
        suggestions = List.copyOf(suggestions);
    }
}
