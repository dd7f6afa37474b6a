package dev.parley.gateway.rules.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Undoes what hides a rule's words: digits and signs for letters, letters set apart or run together, doubled letters, pairs
 * that look like one letter, misspellings. Only words that nobody knows are read otherwise, so that an innocent text stays
 * what it is. Thread-safe.
 */
public final class Disguise {

    /** Signs that stand for letters; the first one is tried first. */
    private static final Map<Character, String> SIGNS = Map.ofEntries(Map.entry('0', "o"), Map.entry('1', "il"),
            Map.entry('2', "z"), Map.entry('3', "e"), Map.entry('4', "a"), Map.entry('5', "s"), Map.entry('6', "gb"),
            Map.entry('7', "t"), Map.entry('8', "b"), Map.entry('9', "g"), Map.entry('@', "a"), Map.entry('$', "s"),
            Map.entry('€', "e"), Map.entry('£', "l"), Map.entry('!', "i"), Map.entry('|', "li"), Map.entry('+', "t"),
            Map.entry('(', "c"), Map.entry('<', "c"), Map.entry('¡', "i"));
    private static final String[][] PAIRS = {{"rn", "m"}, {"vv", "w"}, {"cl", "d"}, {"ph", "f"}, {"ck", "k"}};
    /** Combinations of what signs may mean; beyond that a word is noise. */
    private static final int MOST_READINGS = 32;
    private static final int SHORTEST_JOINED = 4;
    private static final int SHORTEST_SPLIT = 8;
    private static final Pattern RUN = Pattern.compile("(.)\\1*");
    /** Words of one letter in the languages of the rules. */
    private static final String ONE_LETTER_WORDS = "aeioyu";
    private static final int LONGEST_WORD = 200;
    private static final int LONGEST_SPLIT = 80;
    private static final int LONGEST_PIECE = 20;
    private static final int UNKNOWN_LETTER = 3;
    /** On average: any word can be cut into words of two letters. */
    private static final int SHORTEST_PIECES = 3;

    private final PhraseBook book;
    private final Wording wording;
    private final Misspelling misspelling;
    private final Map<String, List<String>> known = new ConcurrentHashMap<>();

    /**
     * @param book filled
     * @param wording knows the words of everyday language, which are never read as others
     */
    public Disguise(PhraseBook book, Wording wording) {
        this.book = book;
        this.wording = wording;
        this.misspelling = new Misspelling(book);
    }

    /** The different ways to read a text, each as normal words; the first is as it is written. */
    public List<List<String>> readings(String text) {
        String displayed = NormalText.asDisplayed(text);
        return Stream.of(text, displayed).distinct()
                .flatMap(shown -> Stream.of(NormalText.words(shown), undo(shown))).distinct().toList();
    }

    private List<String> undo(String text) {
        List<String> words = new ArrayList<>();
        for (String raw : text.split("[\\s\\u00A0]+")) {
            words.addAll(undoWord(raw));
        }
        return joinNeighbours(joinSingleLetters(words));
    }

    private List<String> undoWord(String raw) {
        List<String> parts = NormalText.words(raw);
        String joined = String.join("", parts);
        String signed = signed(raw);
        boolean isPlain = parts.size() == 1 && signed.equals(joined) && !isDrawnOut(joined);
        if (raw.length() > LONGEST_WORD || isPlain && (isKnown(joined) || wording.isOrdinary(joined))) {
            return parts;
        }
        if (parts.size() > 1 && joined.length() >= SHORTEST_JOINED && book.knows(joined)) {
            return List.of(joined);
        }
        Optional<String> decoded = decodings(signed).stream().filter(word -> word.length() > 1)
                .filter(book::knows).findFirst();
        if (decoded.isPresent() && !decoded.get().equals(joined)) {
            return List.of(decoded.get());
        }
        if (parts.size() > 1 && parts.stream().anyMatch(part -> part.length() > 2)) {
            return parts;
        }
        return joined.length() < SHORTEST_JOINED ? parts : new ArrayList<>(remembered(joined, parts));
    }

    private static boolean isDrawnOut(String word) {
        for (int i = 2; i < word.length(); i++) {
            if (word.charAt(i) == word.charAt(i - 1) && word.charAt(i) == word.charAt(i - 2)) {
                return true;
            }
        }
        return false;
    }

    private List<String> remembered(String joined, List<String> parts) {
        List<String> found = known.get(joined);
        if (found == null) {
            found = repair(joined).or(() -> joined.length() < SHORTEST_SPLIT ? Optional.empty() : split(joined, false))
                    .orElse(List.of());
            if (known.size() < 10_000) {
                known.put(joined, found);
            }
        }
        return found.isEmpty() ? parts : found;
    }

    private boolean isKnown(String word) {
        return wording.isCommon(word) || book.knows(word);
    }

    /** Letters folded, signs kept where they may be letters, the rest dropped. */
    private static String signed(String raw) {
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < raw.length();) {
            int c = raw.codePointAt(at);
            at += Character.charCount(c);
            if (NormalText.isSilent(c)) {
                continue;
            }
            if (isSign(c)) {
                out.append((char) c);
                continue;
            }
            String folded = Letters.fold(c);
            for (int i = 0; i < folded.length(); i++) {
                if (Character.isLetterOrDigit(folded.charAt(i)) || isSign(folded.charAt(i))) {
                    out.append(folded.charAt(i));
                }
            }
        }
        // A sign at the end is punctuation more often than a letter.
        while (!out.isEmpty() && "!+(<|".indexOf(out.charAt(out.length() - 1)) >= 0) {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }

    private static boolean isSign(int c) {
        return !Character.isLetter(c) && c <= Character.MAX_VALUE && SIGNS.containsKey((char) c);
    }

    /** All ways to read the signs in a word. */
    private static List<String> decodings(String signed) {
        List<String> readings = new ArrayList<>(List.of(""));
        if (signed.length() < 2 || signed.chars().allMatch(Character::isLetter)) {
            return List.of();
        }
        for (char c : signed.toCharArray()) {
            String meant = SIGNS.getOrDefault(c, String.valueOf(c));
            List<String> longer = new ArrayList<>();
            for (String reading : readings) {
                for (int i = 0; i < meant.length() && longer.size() < MOST_READINGS; i++) {
                    longer.add(reading + meant.charAt(i));
                }
            }
            readings = longer;
        }
        return readings;
    }

    /** A word that nobody knows, read as one of a rule's. */
    private Optional<List<String>> repair(String word) {
        List<String> shortened = shortened(word);
        Stream<String> pairs = Stream.of(PAIRS).map(pair -> word.replace(pair[0], pair[1]));
        return shortened.stream().filter(each -> book.words().contains(each) || wording.isOrdinary(each)).findFirst()
                .or(() -> Stream.concat(shortened.stream(), pairs).filter(book::knows).findFirst())
                .or(() -> shortened.stream().flatMap(each -> misspelling.correct(each).stream()).findFirst())
                .map(List::of);
    }

    /** Each run of three and more equal letters was meant to be one or two. */
    private static List<String> shortened(String word) {
        List<String> ways = List.of("");
        Matcher runs = RUN.matcher(word);
        while (runs.find()) {
            String letter = runs.group(1);
            int length = runs.group().length();
            List<String> longer = new ArrayList<>();
            for (String way : ways) {
                if (length < 3 || longer.size() >= MOST_READINGS) {
                    longer.add(way + letter.repeat(Math.min(length, 2)));
                } else {
                    longer.add(way + letter);
                    longer.add(way + letter + letter);
                }
            }
            ways = longer;
        }
        return ways;
    }

    /**
     * Words run together: as few unknown letters and as few words as possible, one of them a rule's.
     *
     * @param lenient whether there may be unknown letters at all
     */
    private Optional<List<String>> split(String word, boolean lenient) {
        if (word.length() > LONGEST_SPLIT) {
            return Optional.empty();
        }
        List<Split> best = new ArrayList<>();
        best.add(new Split(0, List.of()));
        for (int end = 1; end <= word.length(); end++) {
            Split cheapest = null;
            for (int start = Math.max(0, end - LONGEST_PIECE); start < end; start++) {
                String piece = word.substring(start, end);
                boolean known = piece.length() > 1 ? isKnown(piece) : ONE_LETTER_WORDS.contains(piece);
                Split before = best.get(start);
                if (before != null && (known || lenient && piece.length() == 1)) {
                    int cost = before.cost() + (known ? 1 : UNKNOWN_LETTER);
                    if (cheapest == null || cost < cheapest.cost()) {
                        cheapest = before.with(piece, cost);
                    }
                }
            }
            best.add(cheapest);
        }
        return Optional.ofNullable(best.getLast()).map(Split::pieces)
                .filter(pieces -> lenient || pieces.size() <= word.length() / SHORTEST_PIECES)
                .filter(pieces -> pieces.stream()
                        .anyMatch(piece -> piece.length() >= SHORTEST_JOINED && book.knows(piece)));
    }

    private record Split(int cost, List<String> pieces) {

        Split with(String piece, int newCost) {
            List<String> longer = new ArrayList<>(pieces);
            longer.add(piece);
            return new Split(newCost, longer);
        }
    }

    /** l a w y e r */
    private List<String> joinSingleLetters(List<String> words) {
        List<String> out = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        for (String word : words) {
            if (word.length() == 1) {
                letters.append(word);
                continue;
            }
            flush(letters, out);
            out.add(word);
        }
        flush(letters, out);
        return out;
    }

    private void flush(StringBuilder letters, List<String> out) {
        String joined = letters.toString();
        List<String> apart = joined.chars().mapToObj(Character::toString).toList();
        if (joined.length() < 3) {
            out.addAll(apart);
        } else if (isKnown(joined)) {
            out.add(joined);
        } else {
            out.addAll(split(joined, true).or(() -> repair(joined)).orElse(List.of(joined)));
        }
        letters.setLength(0);
    }

    /** law yer */
    private List<String> joinNeighbours(List<String> words) {
        BitSet unknown = new BitSet();
        for (int i = 0; i < words.size(); i++) {
            unknown.set(i, !isKnown(words.get(i)));
        }
        List<String> out = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            int taken = 1;
            String joined = words.get(at);
            for (int count = 2; count <= 3 && at + count <= words.size(); count++) {
                int firstUnknown = unknown.nextSetBit(at);
                if (firstUnknown < 0 || firstUnknown >= at + count) {
                    continue;
                }
                List<String> pieces = words.subList(at, at + count);
                String more = String.join("", pieces);
                // Whole words of a rule need no neighbour; and of a broken word at least one piece is no word.
                boolean isBroken = pieces.stream()
                        .noneMatch(word -> word.length() >= SHORTEST_JOINED && book.knows(word));
                if (isBroken && more.length() >= SHORTEST_JOINED && book.knows(more)) {
                    joined = more;
                    taken = count;
                }
            }
            out.add(joined);
            at += taken;
        }
        return out;
    }
}
