package dev.parley.gateway.cli;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** Hides a sentence's words in ways that people use against filters; seeded. Every way keeps it readable for a person. */
final class Disguises {

    private static final Map<Character, String> LOOKALIKES = Map.ofEntries(Map.entry('a', "а"), Map.entry('e', "е"),
            Map.entry('o', "о"), Map.entry('p', "р"), Map.entry('c', "с"), Map.entry('x', "х"), Map.entry('y', "у"),
            Map.entry('i', "і"), Map.entry('s', "ѕ"), Map.entry('j', "ј"), Map.entry('h', "һ"), Map.entry('v', "ν"));
    private static final Map<Character, String> LEET = Map.of('a', "4", 'e', "3", 'i', "1", 'o', "0", 's', "$", 't',
            "7");

    private record Way(String name, BiFunction<String, Random, String> change) {}

    private static final List<Way> WAYS = List.of(new Way("as it is", (text, random) -> text),
            new Way("upper case", (text, random) -> text.toUpperCase(java.util.Locale.ROOT)),
            new Way("zero-width spaces", (text, random) -> everyLetter(text, random, 0.4, c -> c + "\u200b")),
            new Way("soft hyphens", (text, random) -> everyLetter(text, random, 0.4, c -> c + "\u00ad")),
            new Way("full width", (text, random) -> everyLetter(text, random, 1,
                    c -> Character
                            .toString(c.charAt(0) > ' ' && c.charAt(0) < 0x7f ? c.charAt(0) + 0xFEE0 : c.charAt(0)))),
            new Way("look-alikes", (text, random) -> everyLetter(text, random, 0.8,
                    c -> LOOKALIKES.getOrDefault(c.charAt(0), c))),
            new Way("combining marks", (text, random) -> Normalizer.normalize(
                    everyLetter(text, random, 0.5, c -> c + "\u0336\u0301"), Normalizer.Form.NFC)),
            new Way("right-to-left override",
                    (text, random) -> "\u202e" + new StringBuilder(text).reverse() + "\u202c"),
            new Way("spaced letters",
                    (text, random) -> longWord(text, random, word -> String.join(" ", word.split("")))),
            new Way("dotted letters",
                    (text, random) -> longWord(text, random, word -> String.join(".", word.split("")))),
            new Way("leetspeak", (text, random) -> everyLetter(text, random, 0.6,
                    c -> LEET.getOrDefault(c.charAt(0), c))),
            new Way("one slip", (text, random) -> longWord(text, random, word -> slip(word, random))),
            new Way("letters drawn out", (text, random) -> longWord(text, random, word -> {
                int at = 1 + random.nextInt(word.length() - 1);
                return word.substring(0, at) + String.valueOf(word.charAt(at)).repeat(4) + word.substring(at + 1);
            })),
            new Way("hyphenated", (text, random) -> longWord(text, random,
                    word -> word.substring(0, word.length() / 2) + "-" + word.substring(word.length() / 2))));

    private Disguises() {}

    /** A disguised text and how it was disguised. */
    record Disguised(String text, String way) {}

    static Disguised of(String text, Random random) {
        Way way = WAYS.get(random.nextInt(WAYS.size()));
        return new Disguised(way.change().apply(text, random), way.name());
    }

    private static String everyLetter(String text, Random random, double share,
            java.util.function.UnaryOperator<String> to) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            out.append(Character.isLetter(c) && random.nextDouble() < share ? to.apply(String.valueOf(c)) : c);
        }
        return out.toString();
    }

    /** Every word of five letters and more. */
    private static String longWord(String text, Random random, java.util.function.UnaryOperator<String> to) {
        StringBuilder out = new StringBuilder();
        for (String word : text.split(" ")) {
            out.append(word.matches("\\p{L}{5,}") ? to.apply(word) : word).append(' ');
        }
        return out.toString().strip();
    }

    private static String slip(String word, Random random) {
        int at = 1 + random.nextInt(word.length() - 2);
        return switch (random.nextInt(4)) {
            case 0 -> word.substring(0, at) + word.substring(at + 1);
            case 1 -> word.substring(0, at) + word.charAt(at) + word.substring(at);
            case 2 -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            default -> word.substring(0, at) + "x" + word.substring(at + 1);
        };
    }
}
