package dev.parley.kb.check;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Question;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.embedding.Vectors;
import dev.parley.kb.language.LanguageDetector;
import dev.parley.kb.training.Labelled;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks through articles. Each check stands alone; none changes anything. */
public final class KnowledgeCheck {

    /** Sentences at least this alike speak of the same; measured on the sample articles, below it they mostly do not. */
    private static final double SAME_SUBJECT = 0.88;
    /** Texts at least this alike say the same. */
    private static final double SAME_TEXT = 0.97;
    /** Of the shorter sentence's words so many must stand in the other. */
    private static final double SHARED_WORDS = 0.6;
    /** And more of them where the embedding does not know the language, and finds most sentences alike. */
    private static final double SHARED_WORDS_UNKNOWN = 0.75;
    private static final Pattern LINK = Pattern.compile("\\]\\((/[^)#?\\s]*)");

    private final List<Article> articles;

    /** @param articles all, also internal ones: agents rely on those */
    public KnowledgeCheck(Collection<Article> articles) {
        this.articles = articles.stream().sorted(Comparator.comparing(Article::key)).toList();
    }

    /**
     * What compares articles by what they mean.
     *
     * @param embedding tells which sentences speak of the same
     */
    public List<Finding> compare(Embedding embedding) {
        List<Finding> findings = new ArrayList<>(conflicts(embedding, key -> true));
        findings.addAll(duplicates(embedding));
        return findings;
    }

    /**
     * What can be seen of each article by itself.
     *
     * @param today for overdue reviews
     */
    public List<Finding> check(LocalDate today) {
        List<Finding> findings = new ArrayList<>(deadLinks());
        for (Article article : articles) {
            LocalDate review = article.reviewBy();
            if (review != null && review.isBefore(today)) {
                findings.add(new Finding(Finding.Kind.OVERDUE, article.key().toString(), "should be read again by "
                        + review + (article.owner() == null ? "" : " by " + article.owner())));
            }
            if (article.owner() == null) {
                findings.add(new Finding(Finding.Kind.NO_OWNER, article.key().toString(), "add an 'owner'"));
            }
        }
        return findings;
    }

    /**
     * What judged questions show: articles that none finds first, questions that none answers, and questions that are meant to
     * be answered by an article that is not there.
     */
    public List<Finding> check(KnowledgeBase base, List<Labelled> questions) {
        List<Finding> findings = new ArrayList<>();
        Set<String> ids = articles.stream().map(article -> article.key().id()).collect(Collectors.toSet());
        Set<ArticleKey> found = new HashSet<>();
        for (Labelled labelled : questions) {
            Question question = labelled.question();
            base.search(question, 1).forEach(hit -> found.add(hit.passage().article()));
            if (labelled.relevant().isEmpty()) {
                findings.add(new Finding(Finding.Kind.UNANSWERED, question.text(), "(" + question.language() + ")"));
            }
            labelled.relevant().stream().filter(id -> !ids.contains(id)).sorted().forEach(id -> findings.add(
                    new Finding(Finding.Kind.NO_SUCH_ARTICLE, question.text(), "no article is called '" + id + "'")));
        }
        if (questions.isEmpty()) {
            return findings;
        }
        base.revisions().keySet().stream().sorted().filter(key -> !found.contains(key)).forEach(key -> findings
                .add(new Finding(Finding.Kind.NEVER_HIT, key.toString(), "no judged question finds it first")));
        return findings;
    }

    private record Statement(Article article, String sentence, Map<String, Set<String>> amounts, float[] vector) {}

    /**
     * Pairs of articles in one language that state different values of the same unit in sentences of the same subject.
     *
     * @param embedding tells which sentences speak of the same
     * @param isChanged of each pair at least one is among these
     */
    public List<Finding> conflicts(Embedding embedding, Predicate<ArticleKey> isChanged) {
        List<Statement> statements = new ArrayList<>();
        for (Article article : articles) {
            for (String sentence : Amounts.sentences(article.body())) {
                Map<String, Set<String>> amounts = Amounts.of(sentence);
                if (!amounts.isEmpty()) {
                    // Without its numbers: they are what may differ.
                    statements.add(new Statement(article, sentence, amounts,
                            embedding.embedPassage(sentence.replaceAll("[£€$]?\\d+(?:[.,]\\d+)?", "#"))));
                }
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            Statement one = statements.get(i);
            boolean isOneChanged = isChanged.test(one.article.key());
            for (int j = 0; j < statements.size(); j++) {
                Statement other = statements.get(j);
                // Each pair once: beside one that changed all others stand, of two that did the first comes first.
                if (isOneChanged && (j > i || !isChanged.test(other.article.key()))
                        && !one.article.key().equals(other.article.key())
                        && one.article.key().language().equals(other.article.key().language())
                        && contradict(one.amounts, other.amounts)
                        && sameSubject(one, other, isKnown(embedding, one) ? SHARED_WORDS : SHARED_WORDS_UNKNOWN)) {
                    findings.add(new Finding(Finding.Kind.CONFLICT, one.article.key() + " and " + other.article.key(),
                            "“" + one.sentence + "” but “" + other.sentence + "”"));
                }
            }
        }
        return findings;
    }

    private static boolean isKnown(Embedding embedding, Statement statement) {
        return statement.article.key().language().equals(LanguageDetector.ENGLISH) || embedding.dictionary().isEmpty();
    }

    /** By meaning; and, because an embedding may not know the language, by shared words too. */
    private static boolean sameSubject(Statement one, Statement other, double share) {
        if (Vectors.dot(one.vector, other.vector) < SAME_SUBJECT) {
            return false;
        }
        Set<String> words = words(one.sentence);
        Set<String> others = words(other.sentence);
        Set<String> shared = new HashSet<>(words);
        shared.retainAll(others);
        return shared.size() >= share * Math.min(words.size(), others.size());
    }

    private static Set<String> words(String sentence) {
        return new HashSet<>(List.of(sentence.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")));
    }

    private static boolean contradict(Map<String, Set<String>> one, Map<String, Set<String>> other) {
        return one.entrySet().stream().anyMatch(entry -> {
            Set<String> values = other.get(entry.getKey());
            return values != null && values.stream().noneMatch(entry.getValue()::contains);
        });
    }

    private List<Finding> duplicates(Embedding embedding) {
        List<Finding> findings = new ArrayList<>();
        List<float[]> vectors = articles.stream()
                .map(article -> embedding.embedPassage(article.title() + "\n" + article.body())).toList();
        for (int i = 0; i < articles.size(); i++) {
            for (int j = i + 1; j < articles.size(); j++) {
                ArticleKey one = articles.get(i).key();
                ArticleKey other = articles.get(j).key();
                if (one.language().equals(other.language())
                        && Vectors.dot(vectors.get(i), vectors.get(j)) >= SAME_TEXT) {
                    findings.add(new Finding(Finding.Kind.DUPLICATE, one + " and " + other, "say nearly the same"));
                }
            }
        }
        return findings;
    }

    /** Links within the site that lead to no article's address. */
    private List<Finding> deadLinks() {
        Set<String> addresses = articles.stream().map(Article::url).filter(url -> url != null)
                .map(url -> url.replaceFirst("[?#].*$", "")).collect(Collectors.toSet());
        Set<String> places = addresses.stream().map(KnowledgeCheck::folderOf).collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (Article article : articles) {
            Matcher link = LINK.matcher(article.body());
            while (link.find()) {
                String target = link.group(1);
                if (places.contains(folderOf(target)) && !addresses.contains(target)) {
                    findings.add(new Finding(Finding.Kind.DEAD_LINK, article.key().toString(),
                            "links to " + target + ", which no article has as its address"));
                }
            }
        }
        return findings;
    }

    private static String folderOf(String address) {
        return address.substring(0, address.lastIndexOf('/') + 1);
    }
}
