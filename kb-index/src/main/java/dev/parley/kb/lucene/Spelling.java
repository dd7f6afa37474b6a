package dev.parley.kb.lucene;

import dev.parley.kb.language.Dictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Repairs misspelt words of a question by the words that the knowledge base uses and, where an embedding knows its
 * language's words, by those. Immutable and thread-safe.
 *
 * <p>Careful on purpose: a word that anybody knows stays, and so do short words, names with digits, and words that differ
 * only in a prefix which turns the meaning round. Example questions come from customers and hold misspelt words, too: what
 * the articles use is no proof where they use a word of the dictionary next to it much more.
 */
final class Spelling {

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{M}\\p{N}'’_@./-]+");
    /** Addresses, numbers and names of files are left alone, whatever they are made of. */
    private static final Pattern NO_WORDS = Pattern.compile(".*[\\p{N}_@].*|.*\\p{L}\\.\\p{L}.*");
    /** A word in its token: "refund.", "return/exchange", "l'adresse"; but neither half of "doesn't", nor "dell" of "dell'ordine". */
    private static final Pattern WORD = Pattern
            .compile("(?<!['’](?=[st]\\b))[\\p{L}\\p{M}]+(?!['’](?:t\\b|\\p{L}{2}))");
    private static final int SHORTEST = 4;
    /** Two edits in a shorter word make another word. */
    private static final int SHORTEST_WITH_TWO_EDITS = 8;
    private static final int LONGEST = 30;
    /** So much oftener must the right word be used than a misspelt one. Chosen on the calibration splits. */
    private static final int MORE_OFTEN = 4;
    private static final List<String> TURNING = List.of("un", "de", "in", "dis", "im", "ir", "re", "non", "mis", "ent",
            "ver", "des", "a");
    /** Languages that write compounds as one word. */
    private static final Set<String> COMPOUNDING = Set.of("de", "nl", "sv", "da", "no", "nb", "fi");
    private static final List<String> LINKS = List.of("", "s", "n", "en", "es");
    private static final int SHORTEST_PART = 4;

    private final Map<String, Integer> used;
    private final Set<String> dictionary;
    private final UnaryOperator<String> stem;
    private final Predicate<String> isStem;
    private final String language;
    private final boolean compounding;
    /** Whether words of the language can be told from misspelt ones; else what is repaired is added and replaces nothing. */
    private final boolean canTell;
    private final List<Known> known = new ArrayList<>();

    /** A word with what is needed to rule it out at a glance. */
    private record Known(String word, int letters, int weight) {}

    /**
     * @param used words of the articles in one language, lower case, with how often they are used
     * @param dictionary words of that language that may be meant, too; may be empty
     * @param stem of a word: the same for all its forms
     * @param isStem whether it is the stem of a word that the articles use
     */
    Spelling(String language, Map<String, Integer> used, Set<String> dictionary, UnaryOperator<String> stem,
            Predicate<String> isStem) {
        this.language = language;
        this.canTell = !dictionary.isEmpty() || Dictionary.languages().contains(language);
        this.used = used;
        this.dictionary = dictionary;
        this.stem = stem;
        this.isStem = isStem;
        this.compounding = COMPOUNDING.contains(language);
        // In one order, so that of two equally near words the same one wins each time.
        new TreeMap<>(used).forEach((word, articles) -> known.add(new Known(word, letters(word), articles)));
        dictionary.stream().filter(word -> !used.containsKey(word)).sorted()
                .forEach(word -> known.add(new Known(word, letters(word), 0)));
    }

    /** The question with repaired words; the very same text when nothing needed repair. */
    String repair(String question) {
        return TOKEN.matcher(question)
                .replaceAll(token -> Matcher.quoteReplacement(NO_WORDS.matcher(token.group()).matches()
                        ? token.group()
                        : WORD.matcher(token.group())
                                .replaceAll(word -> Matcher.quoteReplacement(repairedWord(word)))));
    }

    private String repairedWord(MatchResult match) {
        String word = match.group().toLowerCase(Locale.ROOT);
        if (word.length() < SHORTEST || word.length() > LONGEST || dictionary.contains(word)) {
            return match.group();
        }
        Integer uses = used.get(word);
        if (uses != null) {
            // Without a dictionary two rare words next to each other are too often two words: Italian lost 1 % by it.
            return dictionary.isEmpty()
                    ? match.group()
                    : closest(word, 1, candidate -> isMeantBy(candidate, word, uses)).orElse(match.group());
        }
        if (sharesStem(word)) {
            return match.group();
        }
        if (compounding) {
            Optional<String> parts = parts(word);
            if (parts.isPresent()) {
                return match.group() + " " + parts.get();
            }
        }
        return Dictionary.has(language, word)
                ? match.group()
                : meant(word).map(meant -> canTell ? meant : match.group() + " " + meant).orElse(match.group());
    }

    /** The word that an unknown one was meant to be. */
    private Optional<String> meant(String word) {
        Optional<String> near = closest(word, 1, this::isProven);
        if (near.isEmpty() && !compounding) {
            near = split(word);
        }
        return near.or(
                () -> word.length() >= SHORTEST_WITH_TWO_EDITS ? closest(word, 2, this::isProven) : Optional.empty());
    }

    /** Example questions hold misspelt words, too: a word that is used once proves nothing, unless it is in the dictionary. */
    private boolean isProven(Known candidate) {
        return !dictionary.isEmpty() || candidate.weight > 1 || Dictionary.has(language, candidate.word);
    }

    private boolean sharesStem(String word) {
        return isStem.test(stem.apply(word));
    }

    /** Another form of the same word is no other word. */
    private boolean isMeantBy(Known candidate, String word, int uses) {
        return candidate.weight >= MORE_OFTEN * uses && candidate.word.charAt(0) == word.charAt(0)
                && dictionary.contains(candidate.word)
                && !stem.apply(candidate.word).equals(stem.apply(word));
    }

    private Optional<String> closest(String word, int limit, Predicate<Known> isAllowed) {
        int letters = letters(word);
        Known best = null;
        double bestCost = Double.POSITIVE_INFINITY;
        for (Known candidate : known) {
            if (Math.abs(candidate.word.length() - word.length()) > limit
                    || Integer.bitCount(candidate.letters ^ letters) > 2 * limit || candidate.word.length() < 3) {
                continue;
            }
            int edits = EditDistance.damerau(word, candidate.word, limit);
            if (edits > limit || turnsMeaning(word, candidate.word) || !isAllowed.test(candidate)) {
                continue;
            }
            double cost = edits + (candidate.weight > 0 ? 0 : 0.6) - 0.1 * Math.log1p(candidate.weight)
                    + (candidate.word.charAt(0) == word.charAt(0) ? 0 : 0.4);
            if (cost < bestCost) {
                bestCost = cost;
                best = candidate;
            }
        }
        return Optional.ofNullable(best).map(Known::word);
    }

    /** "tocancel" is "to cancel". */
    private Optional<String> split(String word) {
        for (int at = 2; at <= word.length() - 2; at++) {
            String left = word.substring(0, at);
            String right = word.substring(at);
            if (used.containsKey(left) && used.containsKey(right)) {
                return Optional.of(left + " " + right);
            }
        }
        return Optional.empty();
    }

    /** "Lieferadressenänderung" also speaks of "Lieferadresse" and "Änderung". */
    private Optional<String> parts(String word) {
        for (int at = word.length() - SHORTEST_PART; at >= SHORTEST_PART; at--) {
            String right = word.substring(at);
            if (!isWord(right)) {
                continue;
            }
            for (String link : LINKS) {
                String left = word.substring(0, at);
                if (left.endsWith(link) && isWord(left.substring(0, left.length() - link.length()))) {
                    return Optional.of(left.substring(0, left.length() - link.length()) + " " + right);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isWord(String part) {
        return part.length() >= SHORTEST_PART && (used.containsKey(part) || sharesStem(part));
    }

    private static boolean turnsMeaning(String word, String other) {
        for (String prefix : TURNING) {
            if (word.equals(prefix + other) || other.equals(prefix + word)
                    || word.startsWith(prefix) != other.startsWith(prefix) && prefix.length() > 1
                            && EditDistance.damerau(strip(word, prefix), strip(other, prefix), 1) <= 1) {
                return true;
            }
        }
        return false;
    }

    private static String strip(String word, String prefix) {
        return word.startsWith(prefix) ? word.substring(prefix.length()) : word;
    }

    /** One bit a letter that occurs: two words within n edits differ in at most 2n bits. */
    private static int letters(String word) {
        int letters = 0;
        for (int i = 0; i < word.length(); i++) {
            letters |= 1 << (word.charAt(i) % 31);
        }
        return letters;
    }
}
