package dev.parley.kb.embedding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tokenizer of BERT models: words, then their longest known pieces. Immutable and thread-safe. */
final class WordPiece implements Tokenizer {

    /** A longer word is no word; the reference implementation has the same bound. */
    private static final int MAX_WORD_CHARACTERS = 100;
    private static final String CONTINUED = "##";
    private static final Pattern WORD = Pattern.compile("[a-z]{2,}");

    private final Map<String, Integer> vocabulary;
    private final Set<String> words;
    private final boolean lowerCase;
    private final boolean stripAccents;
    private final int start;
    private final int end;
    private final int unknown;

    /**
     * @param vocabulary pieces with their ids; a piece that continues a word starts with ##
     * @param lowerCase whether the pieces are of small letters alone
     * @param stripAccents whether they are without accents
     */
    WordPiece(Map<String, Integer> vocabulary, boolean lowerCase, boolean stripAccents) {
        this.vocabulary = vocabulary;
        this.lowerCase = lowerCase;
        this.stripAccents = stripAccents;
        this.words = vocabulary.keySet().stream().filter(piece -> WORD.matcher(piece).matches())
                .collect(Collectors.toUnmodifiableSet());
        this.start = id("[CLS]");
        this.end = id("[SEP]");
        this.unknown = id("[UNK]");
    }

    private int id(String token) {
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw new IllegalArgumentException("the vocabulary lacks " + token + "; it must be a BERT model's");
        }
        return id;
    }

    @Override
    public long[] encode(String text, int limit) {
        List<Integer> ids = new ArrayList<>();
        ids.add(start);
        for (String word : words(text)) {
            if (ids.size() >= limit - 1) {
                break;
            }
            addPieces(word, ids);
        }
        List<Integer> bounded = ids.size() > limit - 1 ? ids.subList(0, limit - 1) : ids;
        long[] encoded = new long[bounded.size() + 1];
        for (int i = 0; i < bounded.size(); i++) {
            encoded[i] = bounded.get(i);
        }
        encoded[bounded.size()] = end;
        return encoded;
    }

    @Override
    public Set<String> words() {
        return words;
    }

    private void addPieces(String word, List<Integer> ids) {
        if (word.length() > MAX_WORD_CHARACTERS) {
            ids.add(unknown);
            return;
        }
        List<Integer> pieces = new ArrayList<>();
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            Integer piece = null;
            while (to > from && piece == null) {
                piece = vocabulary.get((from == 0 ? "" : CONTINUED) + word.substring(from, to));
                to--;
            }
            if (piece == null) {
                ids.add(unknown);
                return;
            }
            pieces.add(piece);
            from = to + 1;
        }
        ids.addAll(pieces);
    }

    /** As the pieces are written, split at white space; punctuation and ideographs stand alone. */
    private List<String> words(String text) {
        String cased = lowerCase ? text.toLowerCase(Locale.ROOT) : text;
        String folded = Normalizer.normalize(cased, stripAccents ? Normalizer.Form.NFD : Normalizer.Form.NFC);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        folded.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.NON_SPACING_MARK && stripAccents || c == 0 || c == 0xFFFD
                    || (type == Character.CONTROL && !Character.isWhitespace(c)) || type == Character.FORMAT) {
                return;
            }
            boolean alone = isPunctuation(c, type) || Character.isIdeographic(c);
            if (alone || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                if (alone) {
                    words.add(Character.toString(c));
                }
            } else {
                word.appendCodePoint(c);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isPunctuation(int c, int type) {
        boolean asciiSymbol = c >= 33 && c <= 47 || c >= 58 && c <= 64 || c >= 91 && c <= 96 || c >= 123 && c <= 126;
        return asciiSymbol || switch (type) {
            case Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION ->
                true;
            default -> false;
        };
    }
}
