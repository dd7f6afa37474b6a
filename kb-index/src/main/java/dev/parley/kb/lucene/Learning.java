package dev.parley.kb.lucene;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import dev.parley.kb.Sha256;
import dev.parley.kb.ranking.Candidate;
import dev.parley.kb.ranking.HeadTrainer;
import dev.parley.kb.ranking.Heads;
import dev.parley.kb.ranking.Measured;
import dev.parley.kb.ranking.Rulings;
import dev.parley.kb.ranking.WordingHead;
import dev.parley.kb.ranking.WordingTrainer;
import dev.parley.kb.training.Labelled;
import dev.parley.kb.training.Model;
import dev.parley.kb.training.Trainer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Learns a model for a knowledge base: the head from the articles' example questions, the rest from judged questions, or,
 * where there are too few, from example questions that are held out in turn.
 */
public final class Learning {

    /** With fewer judged questions the articles' own examples say more. */
    public static final int FEWEST_LABELS = 50;

    private static final int FOLDS = 3;
    /** Enough for a threshold; more would only take time. */
    private static final int MOST_HELD_OUT = 600;
    /** Every so many held-out questions, its article is taken away: a question near the topic that nothing answers. */
    private static final int TAKE_AWAY_EVERY = 2;

    private final Voices voices;
    /** Vectors of customers' words, as long as these are learned from. */
    private volatile Map<String, List<float[]>> customers = Map.of();

    /** @param voices stay open */
    public Learning(Voices voices) {
        this.voices = voices;
    }

    /**
     * Learns on the calling thread; searches go on meanwhile with what they have. The first time, when nobody is answered yet,
     * questions are measured on all cores.
     *
     * @param articles all that are in the knowledge base
     * @param labels judged questions; may be empty
     * @param cancelled asked now and then; when true, the model that serves is returned
     */
    public Model learn(LuceneKnowledgeBase base, Collection<Article> articles, List<Labelled> labels,
            BooleanSupplier cancelled) {
        List<Article> shown = articles.stream().filter(article -> article.audience() == Audience.PUBLIC)
                .sorted((one, other) -> one.key().compareTo(other.key())).toList();
        Model start = start(base, shown, cancelled);
        Map<ArticleKey, String> categories = shown.stream()
                .collect(Collectors.toMap(Article::key, Article::category, (one, other) -> one));
        Function<Candidate, String> categoryOf = candidate -> categories.getOrDefault(candidate.article(), "");
        Model learned;
        if (labels.size() >= FEWEST_LABELS) {
            Map<String, List<float[]>> before = customers;
            Map<String, List<float[]>> now = new ConcurrentHashMap<>();
            Function<String, List<float[]>> ofCustomers = text -> now.computeIfAbsent(text,
                    each -> before.containsKey(each) ? before.get(each) : voices.embed(each));
            // Where something serves already, customers come first.
            boolean isFirst = base.model().basis().isEmpty();
            List<Trainer.Seen> seen = (isFirst ? labels.parallelStream() : labels.stream())
                    .filter(label -> !cancelled.getAsBoolean())
                    .map(label -> new Trainer.Seen(label, base.measure(label.question(), start.heads(),
                            label.isCustomers() ? ofCustomers : voices::recall)))
                    .toList();
            customers = now;
            learned = Trainer.fromLabels(seen, start, categoryOf);
        } else {
            learned = Trainer.provisional(heldOut(shown, cancelled), start, categoryOf);
        }
        voices.save();
        return cancelled.getAsBoolean() ? base.model()
                : learned.withRulings(rulings(labels)).withBasis(basis(shown, labels));
    }

    /**
     * What questions teach more: heads that were trained on the articles' own examples.
     *
     * @param articles those of the knowledge base, in any order
     */
    public Model start(LuceneKnowledgeBase base, List<Article> articles, BooleanSupplier cancelled) {
        try (FieldAnalyzers analyzers = new FieldAnalyzers()) {
            WordingHead wording = WordingTrainer.train(articles.stream().map(article -> lesson(article, analyzers))
                    .toList(), cancelled);
            return Model.untrained(new Heads(HeadTrainer.train(voices.name(), base.lessons(), cancelled), wording),
                    base.languages().stream().filter(language -> !voices.know(language)).collect(Collectors.toSet()));
        }
    }

    private static WordingTrainer.Lesson lesson(Article article, FieldAnalyzers analyzers) {
        return new WordingTrainer.Lesson(article.key(),
                Stream.concat(Stream.of(article.title()), article.questions().stream())
                        .map(name -> QueryTerms.of(name, article.key().language(), analyzers)).toList());
    }

    private static Rulings rulings(List<Labelled> labels) {
        return Rulings.of(labels.stream().map(label -> Map.entry(label.question(), label.relevant())).toList());
    }

    /** Names what a model was learned from: another name means that it should be learned anew. */
    public String basis(Collection<Article> articles, List<Labelled> labels) {
        MessageDigest digest = Sha256.begin();
        digest.update(voices.name().getBytes(StandardCharsets.UTF_8));
        articles.stream().filter(article -> article.audience() == Audience.PUBLIC).map(Article::hash).sorted()
                .forEach(hash -> digest.update(hash.getBytes(StandardCharsets.UTF_8)));
        labels.stream().map(Labelled::line).sorted()
                .forEach(label -> digest.update(label.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Each example question, asked of a knowledge base that does not have it. */
    private List<Trainer.Seen> heldOut(List<Article> articles, BooleanSupplier cancelled) {
        int examples = articles.stream().mapToInt(article -> article.questions().size()).sum();
        int every = Math.max(1, (examples + MOST_HELD_OUT - 1) / MOST_HELD_OUT);
        List<Trainer.Seen> seen = new ArrayList<>();
        for (int fold = 0; fold < FOLDS && examples > 0 && !cancelled.getAsBoolean(); fold++) {
            int held = fold;
            try (LuceneKnowledgeBase without = LuceneKnowledgeBase.inMemory(voices)) {
                List<Article> kept = articles.stream().map(article -> without(article, held)).toList();
                without.change(kept, List.of(), Progress.SILENT);
                without.use(start(without, kept, cancelled));
                int number = 0;
                for (Article article : articles) {
                    for (int i = held; i < article.questions().size(); i += FOLDS) {
                        if (number++ % every == 0) {
                            ask(without, article, article.questions().get(i), number / every, seen);
                        }
                    }
                }
            }
        }
        return seen;
    }

    private static void ask(LuceneKnowledgeBase base, Article article, String text, int number,
            List<Trainer.Seen> seen) {
        Question question = new Question(text, article.key().language());
        Trainer.Seen asked = Trainer.Seen.of(new Labelled(question, Set.of(article.key().id())), base);
        seen.add(asked);
        if (number % TAKE_AWAY_EVERY == 0) {
            List<Candidate> others = asked.measured().candidates().stream()
                    .filter(candidate -> !candidate.article().equals(article.key())).toList();
            // As if that article had never been there: its lead over the others would give it away.
            seen.add(new Trainer.Seen(new Labelled(question, Set.of()),
                    new Measured(asked.measured().question(), Candidate.loweredToFavourites(others))));
        }
    }

    private static Article without(Article article, int fold) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < article.questions().size(); i++) {
            if (i % FOLDS != fold) {
                kept.add(article.questions().get(i));
            }
        }
        return new Article(article.key(), article.title(), article.category(), kept, article.body(), article.url(),
                article.updated(), article.owner(), article.reviewBy(), article.audience());
    }
}
