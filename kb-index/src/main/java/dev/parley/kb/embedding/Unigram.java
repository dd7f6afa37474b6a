package dev.parley.kb.embedding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * SentencePiece's unigram tokenizer, as multilingual models use it: the most probable way to cut the text into known
 * pieces. Texts are folded by NFKC, which SentencePiece's own table follows but for a few signs. Immutable, thread-safe.
 */
final class Unigram implements Tokenizer {

    private static final String SPACE = "\u2581";
    /** What a piece costs that the vocabulary lacks: as in the reference implementation, below the least probable one. */
    private static final double UNKNOWN_PENALTY = 10;
    /** Enough for {@code limit} tokens of any language; the search below is linear in it. */
    private static final int MAX_CHARACTERS = 8_000;

    private final Map<String, Integer> ids;
    private final double[] scores;
    private final int longest;
    private final double unknownScore;
    private final int start;
    private final int end;
    private final int unknown;

    /**
     * @param pieces in the order of their ids
     * @param scores log probabilities, one a piece
     */
    Unigram(List<String> pieces, double[] scores) {
        this.ids = HashMap.newHashMap(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            ids.put(pieces.get(i), i);
        }
        this.scores = scores.clone();
        this.longest = pieces.stream().mapToInt(String::length).max().orElse(1);
        this.unknownScore = Arrays.stream(scores).min().orElse(0) - UNKNOWN_PENALTY;
        this.start = id("<s>");
        this.end = id("</s>");
        this.unknown = id("<unk>");
    }

    private int id(String token) {
        Integer id = ids.get(token);
        if (id == null) {
            throw new IllegalArgumentException("the vocabulary lacks " + token);
        }
        return id;
    }

    @Override
    public long[] encode(String text, int limit) {
        List<Integer> pieces = best(normalised(text));
        int kept = Math.min(pieces.size(), limit - 2);
        long[] encoded = new long[kept + 2];
        encoded[0] = start;
        for (int i = 0; i < kept; i++) {
            encoded[i + 1] = pieces.get(i);
        }
        encoded[kept + 1] = end;
        return encoded;
    }

    private static String normalised(String text) {
        String bounded = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        String folded = Normalizer.normalize(bounded, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ");
        return SPACE + folded.replace(" ", SPACE);
    }

    /** Viterbi: the best way to each position, from left to right. */
    private List<Integer> best(String text) {
        int length = text.length();
        double[] bestTo = new double[length + 1];
        Arrays.fill(bestTo, Double.NEGATIVE_INFINITY);
        int[] from = new int[length + 1];
        int[] piece = new int[length + 1];
        bestTo[0] = 0;
        for (int at = 0; at < length; at++) {
            if (bestTo[at] == Double.NEGATIVE_INFINITY) {
                continue;
            }
            for (int to = at + 1; to <= Math.min(length, at + longest); to++) {
                Integer id = ids.get(text.substring(at, to));
                if (id != null && bestTo[at] + scores[id] > bestTo[to]) {
                    bestTo[to] = bestTo[at] + scores[id];
                    from[to] = at;
                    piece[to] = id;
                }
            }
            int next = at + Character.charCount(text.codePointAt(at));
            if (bestTo[at] + unknownScore > bestTo[next]) {
                bestTo[next] = bestTo[at] + unknownScore;
                from[next] = at;
                piece[next] = unknown;
            }
        }
        List<Integer> pieces = new ArrayList<>();
        for (int at = length; at > 0; at = from[at]) {
            // A run of unknown characters is one unknown piece.
            if (piece[at] != unknown || pieces.isEmpty() || pieces.getLast() != unknown) {
                pieces.add(piece[at]);
            }
        }
        Collections.reverse(pieces);
        return pieces;
    }

    @Override
    public Set<String> words() {
        return Set.of();
    }
}
