package dev.parley.kb.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parley.kb.ArticleKey;
import dev.parley.kb.Question;
import dev.parley.kb.ranking.Candidate;
import dev.parley.kb.ranking.Feature;
import dev.parley.kb.ranking.Heads;
import dev.parley.kb.ranking.Measured;
import dev.parley.kb.ranking.Precedent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainerTest {

    /** An owner who writes the article that was missing must not be held back by the judgement of before. */
    @Test
    void whatNothingAnsweredIsForgottenWhenAnArticleAsksIt() {
        assertEquals(1, precedents(seen(Set.of(), 0.9)));
        assertEquals(0, precedents(seen(Set.of(), 1)));
    }

    /** None has a precedent but itself, so that only wrong first places would seem to have one. */
    @Test
    void whereArticlesHaveOneQuestionEachPrecedentsSayNothing() {
        List<Trainer.Seen> seen = new ArrayList<>();
        for (int article = 0; article < 60; article++) {
            seen.add(seen(Set.of("a" + article), "a" + article));
        }
        assertEquals(0, learned(seen).precedents().size());
        seen.addAll(List.copyOf(seen));
        assertEquals(120, learned(seen).precedents().size());
    }

    /** There a cosine means something else: what English questions teach of it must not count. */
    @Test
    void aLanguageThatTheEmbeddingDoesNotKnowLearnsByItself() {
        Model start = Model.untrained(Heads.untrained(), Set.of("de"));
        Model learned = Trainer.fromLabels(IntStream.range(0, 60)
                .mapToObj(i -> rivals("en")).toList(), start, candidate -> "");
        assertNotEquals(weight(start, "en"), weight(learned, "en"));
        assertEquals(weight(start, "de"), weight(learned, "de"));
        assertNotEquals(weight(start, "de"), weight(start, "en"));
    }

    private static double weight(Model model, String language) {
        return model.weights().of(language).values()[Feature.NAME_0.ordinal()];
    }

    /** The wrong article is closer by name, the right one by words. */
    private static Trainer.Seen rivals(String language) {
        double[] wrong = new double[Feature.COUNT];
        wrong[Feature.NAME_0.ordinal()] = 0.9;
        double[] right = new double[Feature.COUNT];
        right[Feature.WORDS.ordinal()] = 0.9;
        return new Trainer.Seen(new Labelled(new Question("where is it", language), Set.of("right")),
                new Measured(new float[]{1},
                        List.of(new Candidate(new ArticleKey("wrong", language), wrong, 1, Precedent.NONE),
                                new Candidate(new ArticleKey("right", language), right, 1, Precedent.NONE))));
    }

    private static int precedents(Trainer.Seen seen) {
        return learned(List.of(seen)).precedents().size();
    }

    private static Model learned(List<Trainer.Seen> seen) {
        return Trainer.fromLabels(seen, Model.untrained(), candidate -> "");
    }

    private static Trainer.Seen seen(Set<String> relevant, double likeItsName) {
        return seen(relevant, "parcels", likeItsName);
    }

    private static Trainer.Seen seen(Set<String> relevant, String first) {
        return seen(relevant, first, 0.9);
    }

    private static Trainer.Seen seen(Set<String> relevant, String first, double likeItsName) {
        double[] features = new double[Feature.COUNT];
        features[Feature.NAME_0.ordinal()] = likeItsName;
        return new Trainer.Seen(new Labelled(new Question("where is it", "en"), relevant), new Measured(new float[]{1},
                List.of(new Candidate(new ArticleKey(first, "en"), features, 1, Precedent.NONE))));
    }
}
