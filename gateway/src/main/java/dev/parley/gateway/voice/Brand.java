package dev.parley.gateway.voice;

import dev.parley.gateway.rules.text.PhraseBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The file {@code brand.yml}.
 *
 * @param name the brand
 * @param botName what the bot is called
 * @param defaultLanguage whose texts stand in for a language without texts of its own
 * @param suggestions questions offered before the first message, by language, ISO 639-1; in a language without any, those
 *        of the default one
 * @param tone how the brand speaks
 * @param words which words it uses
 * @param avoid what the bot does not talk about
 * @param texts by language, ISO 639-1
 * @param variants texts that differ on some channels
 */
record Brand(String name, String botName, String defaultLanguage, Map<String, List<String>> suggestions, Tone tone,
        Words words,
        List<Topic> avoid, Map<String, Texts> texts, List<Variant> variants) {

    /** @throws IllegalArgumentException when the default language, or that of suggestions or of a variant, has no texts */
    Brand {
        suggestions = suggestions.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        avoid = List.copyOf(avoid);
        texts = Map.copyOf(texts);
        variants = List.copyOf(variants);
        if (!texts.containsKey(defaultLanguage)) {
            throw new IllegalArgumentException("there are no texts for the default language '" + defaultLanguage + "'");
        }
        for (String language : suggestions.keySet()) {
            if (!texts.containsKey(language)) {
                throw new IllegalArgumentException("there are suggestions in '" + language
                        + "', but no texts in it under texts");
            }
        }
        for (Variant variant : variants) {
            for (String language : variant.texts().keySet()) {
                if (!texts.containsKey(language)) {
                    throw new IllegalArgumentException("a variant has texts in '" + language
                            + "', but there are none under texts");
                }
            }
        }
    }

    /**
     * @param prefer words that the brand uses in place of others
     * @param never words that the brand never uses
     */
    record Words(List<Preference> prefer, List<String> never) {}

    /** @param insteadOf words that mean the same and are not used */
    record Preference(String use, List<String> insteadOf) {}

    /**
     * Something that the bot politely declines to talk about.
     *
     * @param topic its name in the records
     * @param phrases as in {@code no-touch.yml}
     */
    record Topic(String topic, List<String> phrases) {

        /** @throws IllegalArgumentException when a phrase is none, or there is none */
        Topic {
            phrases = List.copyOf(phrases);
            if (phrases.isEmpty()) {
                throw new IllegalArgumentException("the topic '" + topic + "' has no phrases");
            }
            PhraseBook book = new PhraseBook();
            phrases.forEach(book::add);
        }
    }

    /**
     * Texts of some channels, which stand in for those under {@code texts}.
     *
     * @param channels their ids
     * @param texts by language, then by the text's place, for example {@code handoff.notSure}
     */
    record Variant(List<String> channels, Map<String, Map<String, String>> texts) {

        /** @throws IllegalArgumentException when there is no such text, or it has a placeholder that nothing fills */
        Variant {
            channels = List.copyOf(channels);
            texts = Map.copyOf(texts);
            texts.values().forEach(ofLanguage -> ofLanguage.forEach(Texts::check));
        }
    }

    /** The texts of a language on a channel. */
    Texts textsOn(String channel, String language) {
        Texts own = texts.getOrDefault(language, texts.get(defaultLanguage));
        if (own == null) {
            throw new IllegalStateException("the default language was checked");
        }
        String named = texts.containsKey(language) ? language : defaultLanguage;
        for (Variant variant : variants) {
            if (variant.channels().contains(channel)) {
                own = own.with(variant.texts().getOrDefault(named, Map.of()));
            }
        }
        return own;
    }

    /** The channels that have texts of their own. */
    List<String> channels() {
        return variants.stream().flatMap(variant -> variant.channels().stream()).distinct().toList();
    }

    /** Told of a text, and of its place and language. */
    interface TextVisitor {
        void visit(String language, String place, String text);
    }

    /** Everything that the bot may say. */
    void forEachText(TextVisitor visitor) {
        texts.forEach((language, own) -> own.byPlace()
                .forEach((place, text) -> visitor.visit(language, place, text)));
        variants.forEach(variant -> variant.texts().forEach((language, own) -> own
                .forEach((place, text) -> visitor.visit(language, place, text))));
        suggestions.forEach((language, own) -> own.forEach(text -> visitor.visit(language, "suggestions", text)));
    }

    /** What a text says that the brand does not, each as a sentence; empty when it is as it should be. */
    List<String> faults(String language, String place, String text) {
        List<String> faults = new ArrayList<>(tone.faults(language, text));
        if (!place.startsWith(Texts.BY_RULE)) {
            tone.lengthFault(text).ifPresent(faults::add);
        }
        faults.addAll(wordFaults(text));
        return faults;
    }

    /** As {@link #faults}, the words alone. */
    List<String> wordFaults(String text) {
        List<String> faults = new ArrayList<>();
        List<String> spoken = Tone.wordsOf(text);
        for (String never : words.never()) {
            if (Tone.says(spoken, never)) {
                faults.add("it says '" + never + "', which stands under words.never");
            }
        }
        for (Preference preference : words.prefer()) {
            for (String other : preference.insteadOf()) {
                if (Tone.says(spoken, other)) {
                    faults.add("it says '" + other + "' where words.prefer has '" + preference.use() + "'");
                }
            }
        }
        return faults;
    }
}
