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
 * @param languages that have texts, the default first; ISO 639-1
 * @param commands the words of what a channel offers by itself
 */
public record BrandProfile(String name, String botName, String disclosure, String greeting, List<String> suggestions,
        List<String> languages, Commands commands) {

    /** Copies the lists. */
    public BrandProfile {
        suggestions = List.copyOf(suggestions);
        languages = List.copyOf(languages);
    }

    /**
     * The words of what a channel offers by itself.
     *
     * @param talkToAPerson the label of the button
     * @param start says what the command that begins anew does
     * @param language says what the command that chooses a language does
     * @param forget says what the command that erases does
     * @param forgetQuestion asks whether that is really wanted
     * @param forgetYes the label of the button for yes
     * @param forgotten says that it was done
     * @param judged thanks for a judgement of an answer
     */
    public record Commands(String talkToAPerson, String start, String language, String forget, String forgetQuestion,
            String forgetYes, String forgotten, String judged) {}
}
