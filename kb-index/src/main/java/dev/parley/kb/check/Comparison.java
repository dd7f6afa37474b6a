package dev.parley.kb.check;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.embedding.Vectors;
import dev.parley.kb.language.LanguageDetector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares articles of one language with each other: by what they mean, or, without an embedding, by their words alone. */
public final class Comparison {

    /** Sentences at least this alike speak of the same; measured on the sample articles, below it they mostly do not. */
    private static final double SAME_SUBJECT = 0.88;
    /** Texts at least this alike say the same. */
    private static final double SAME_TEXT = 0.97;
    /** Texts that share so many of all their words say the same. */
    private static final double SAME_WORDS = 0.9;
    /** Of the shorter sentence's words so many must stand in the other. */
    private static final double SHARED_WORDS = 0.6;
    /** And more of them where no embedding knows the language: it would find most sentences alike. */
    private static final double SHARED_WORDS_UNKNOWN = 0.75;

    /**
     * Without an embedding, of the weight of all words of two sentences so much is shared when they speak of the same; on the
     * sample articles, of which none contradict each other, it reports one pair.
     */
    private static final double SAME_WORDING = 0.5;
    private static final int STEM = 5;
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

    private final List<Article> articles;
    private final @Nullable Embedding embedding;
    /** In how many articles each word stands. */
    private final Map<String, Long> known;

    /**
     * @param articles all, also internal ones: agents rely on those
     * @param embedding tells which sentences speak of the same; null when there is none
     */
    public Comparison(Collection<Article> articles, @Nullable Embedding embedding) {
        this.articles = articles.stream().sorted(Comparator.comparing(Article::key)).toList();
        this.embedding = embedding;
        this.known = this.articles.stream().flatMap(article -> words(text(article)).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** @param vector of the text without its numbers: they are what may differ; null without an embedding */
    private record Statement(ArticleKey key, String sentence, Map<String, Set<String>> amounts, Set<String> words,
            float @Nullable [] vector) {}

    /**
     * Pairs of articles in one language that state different values of the same unit in sentences of the same subject.
     *
     * @param isChanged of each pair at least one is among these
     */
    public List<Finding> conflicts(Predicate<ArticleKey> isChanged) {
        List<Statement> statements = articles.stream().flatMap(this::statements).toList();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            Statement one = statements.get(i);
            boolean isOneChanged = isChanged.test(one.key);
            for (int j = 0; j < statements.size(); j++) {
                Statement other = statements.get(j);
                // Each pair once: beside one that changed all others stand, of two that did the first comes first.
                if (isOneChanged && (j > i || !isChanged.test(other.key)) && !one.key.equals(other.key)
                        && one.key.language().equals(other.key.language()) && contradict(one.amounts, other.amounts)
                        && isSameSubject(one, other)) {
                    findings.add(new Finding(Finding.Kind.CONFLICT, one.key + " and " + other.key,
                            "“" + one.sentence + "” but “" + other.sentence + "”"));
                }
            }
        }
        return findings;
    }

    private Stream<Statement> statements(Article article) {
        return Amounts.sentences(article.body()).stream().filter(sentence -> !Amounts.of(sentence).isEmpty())
                .map(sentence -> new Statement(article.key(), sentence, Amounts.of(sentence), words(sentence),
                        vector(sentence.replaceAll("[£€$]?\\d+(?:[.,]\\d+)?", "#"))));
    }

    private static boolean contradict(Map<String, Set<String>> one, Map<String, Set<String>> other) {
        return one.entrySet().stream().anyMatch(entry -> {
            Set<String> values = other.get(entry.getKey());
            return values != null && values.stream().noneMatch(entry.getValue()::contains);
        });
    }

    /** By meaning; and, because an embedding may not know the language, by shared words too. */
    private boolean isSameSubject(Statement one, Statement other) {
        if (one.vector == null || other.vector == null) {
            double shared = weight(one.words.stream().filter(other.words::contains));
            return shared >= SAME_WORDING * (weight(one.words.stream()) + weight(other.words.stream()) - shared);
        }
        double share = isKnown(one.key.language()) ? SHARED_WORDS : SHARED_WORDS_UNKNOWN;
        return Vectors.dot(one.vector, other.vector) >= SAME_SUBJECT
                && shared(one.words, other.words) >= share * Math.min(one.words.size(), other.words.size());
    }

    /** Words that few articles have say what a sentence is about. */
    private double weight(Stream<String> words) {
        return words.mapToDouble(word -> Math.log((articles.size() + 1.0) / known.getOrDefault(word, 1L))).sum();
    }

    private boolean isKnown(String language) {
        return embedding != null && (language.equals(LanguageDetector.ENGLISH) || embedding.dictionary().isEmpty());
    }

    /** Pairs of articles in one language that say nearly the same. */
    public List<Finding> duplicates() {
        List<Set<String>> words = articles.stream().map(article -> words(text(article))).toList();
        List<float @Nullable []> vectors = new ArrayList<>();
        articles.forEach(article -> vectors.add(vector(text(article))));
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < articles.size(); i++) {
            for (int j = i + 1; j < articles.size(); j++) {
                ArticleKey one = articles.get(i).key();
                ArticleKey other = articles.get(j).key();
                float[] vector = vectors.get(i);
                float[] another = vectors.get(j);
                if (one.language().equals(other.language()) && (vector == null || another == null
                        ? isSameText(words.get(i), words.get(j))
                        : Vectors.dot(vector, another) >= SAME_TEXT)) {
                    findings.add(new Finding(Finding.Kind.DUPLICATE, one + " and " + other, "say nearly the same"));
                }
            }
        }
        return findings;
    }

    private static boolean isSameText(Set<String> one, Set<String> other) {
        long shared = shared(one, other);
        return shared >= SAME_WORDS * (one.size() + other.size() - shared);
    }

    private static String text(Article article) {
        return article.title() + "\n" + article.body();
    }

    private float @Nullable [] vector(String text) {
        return embedding == null ? null : embedding.embedPassage(text);
    }

    private static long shared(Set<String> one, Set<String> other) {
        return one.stream().filter(other::contains).count();
    }

    /** Without an embedding, which knows inflections, by how they begin. */
    private Set<String> words(String text) {
        return NO_LETTERS.splitAsStream(text.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty())
                .map(word -> embedding == null && word.length() > STEM ? word.substring(0, STEM) : word)
                .collect(Collectors.toSet());
    }
}
