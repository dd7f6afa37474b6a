package dev.parley.kb.ranking;

import dev.parley.kb.Question;
import dev.parley.kb.Sha256;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said of a question, for when it is asked again in the same words, whatever case and punctuation: a person's
 * word weighs more than what was learned. Words are kept as hashes. Immutable and thread-safe.
 */
public final class Rulings {

    /** Nothing was judged. */
    public static final Rulings NONE = new Rulings(Map.of());

    /** So many of such judgements are right: public question sets carry 1 to 2 % of wrong labels. */
    static final double RIGHT = 0.98;
    /** A cosine to a title or example question from which on they are the same. */
    private static final double OWN = 0.995;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int HASH_BYTES = 16;

    private final Map<String, Set<String>> articles;

    private Rulings(Map<String, Set<String>> articles) {
        this.articles = articles;
    }

    /** @param judged questions as they were typed, with the ids of what answers them: of one question the last counts */
    public static Rulings of(List<Map.Entry<Question, Set<String>>> judged) {
        Map<String, Set<String>> articles = new HashMap<>();
        judged.forEach(one -> articles.put(hash(one.getKey()), Set.copyOf(one.getValue())));
        return new Rulings(articles);
    }

    /**
     * What was said of this very question.
     *
     * @param ranked what is there to answer it, best first
     */
    public Ruling on(Question question, List<Weights.Scored> ranked) {
        return Optional.ofNullable(articles.get(hash(question))).map(named -> new Ruling(ranked, named))
                .filter(Ruling::holds).orElseGet(() -> new Ruling(ranked, null));
    }

    /** Whether something was said of this very question. */
    public boolean has(Question question) {
        return articles.containsKey(hash(question));
    }

    /** Equal for questions in the same words of the same language. */
    public static String words(Question question) {
        String words = NO_WORD.matcher(Normalizer.normalize(question.text(), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
        return question.language() + " " + (words.isEmpty() ? question.text().strip() : words);
    }

    /** A question's candidates, with what was said of it. */
    public static final class Ruling {

        private final List<Weights.Scored> ranked;
        private final @Nullable Set<String> named;

        private Ruling(List<Weights.Scored> ranked, @Nullable Set<String> named) {
            this.ranked = ranked;
            this.named = named;
        }

        /** Not where its articles are gone, or where an article has the question for its own that nothing answered. */
        private boolean holds() {
            return named == null || (named.isEmpty()
                    ? ranked.stream().noneMatch(scored -> scored.candidate().get(Feature.NAME_0) >= OWN)
                    : ranked.stream().anyMatch(this::isNamed));
        }

        private boolean isNamed(Weights.Scored scored) {
            return named != null && named.contains(scored.candidate().article().id());
        }

        /** Best first: of those that were named the best one, and then all others. */
        public List<Weights.Scored> ranked() {
            if (named == null || named.isEmpty()) {
                return ranked;
            }
            double ahead = ranked.getFirst().score() + Math.log(RIGHT / (1 - RIGHT));
            List<Weights.Scored> ordered = new ArrayList<>(ranked.stream().filter(this::isNamed)
                    .map(scored -> new Weights.Scored(scored.candidate(), ahead)).limit(1).toList());
            ranked.stream().filter(scored -> ordered.stream().noneMatch(one -> one.candidate() == scored.candidate()))
                    .forEach(ordered::add);
            return ordered;
        }

        /**
         * @param place among {@link #ranked}
         * @param learned the confidence that was learned for it
         */
        public double confidence(int place, double learned) {
            if (named == null) {
                return learned;
            }
            return place == 0 && !named.isEmpty() ? Math.max(learned, RIGHT) : Math.min(learned, 1 - RIGHT);
        }
    }

    private static String hash(Question question) {
        return HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(words(question)), HASH_BYTES));
    }

    /** Writes them as binary. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(articles.size());
        for (Map.Entry<String, Set<String>> one : articles.entrySet()) {
            out.writeUTF(one.getKey());
            out.writeInt(one.getValue().size());
            for (String article : one.getValue()) {
                out.writeUTF(article);
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Rulings read(DataInputStream in) throws IOException {
        Map<String, Set<String>> articles = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String hash = in.readUTF();
            Set<String> named = new HashSet<>();
            for (int more = in.readInt(); more > 0; more--) {
                named.add(in.readUTF());
            }
            articles.put(hash, named);
        }
        return new Rulings(articles);
    }
}
