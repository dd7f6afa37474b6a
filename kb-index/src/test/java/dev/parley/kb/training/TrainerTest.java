package dev.parley.kb.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.kb.ArticleKey;
import dev.parley.kb.Question;
import dev.parley.kb.ranking.Candidate;
import dev.parley.kb.ranking.Feature;
import dev.parley.kb.ranking.Measured;
import dev.parley.kb.ranking.Precedent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrainerTest {

    /** An owner who writes the article that was missing must not be held back by the judgement of before. */
    @Test
    void whatNothingAnsweredIsForgottenWhenAnArticleAsksIt() {
        assertEquals(1, precedents(seen(Set.of(), 0.9)));
        assertEquals(0, precedents(seen(Set.of(), 1)));
        assertEquals(0, learned(List.of(seen(Set.of(), 1))).calibration().size(), "it is no mistake to answer it");
    }

    /** None has a precedent but itself, and only the wrong first places seem to have one. */
    @Test
    void aPrecedentNeverSpeaksAgainstItsArticle() {
        List<Trainer.Seen> seen = new ArrayList<>();
        for (int article = 0; article < 60; article++) {
            boolean isRight = article % 3 > 0;
            float[] question = new float[60];
            question[isRight ? article : article - article % 3] = 1;
            question[59 - article / 2] += 0.2f;
            seen.add(seen(question, Set.of("a" + article), "a" + (isRight ? article : article + 1)));
        }
        Model model = learned(seen);
        double[] weights = model.confidence().weights();
        assertTrue(weights[21] >= 0 && weights[22] <= 0 && weights[23] >= 0, () -> Arrays.toString(weights));
    }

    @Test
    void whatAnArticleAnsweredThatIsGoneIsForgotten() {
        assertEquals(1, precedents(seen(Set.of("parcels"), 0.9)));
        assertEquals(0, precedents(seen(Set.of("gone"), 0.9)));
    }

    private static int precedents(Trainer.Seen seen) {
        return learned(List.of(seen)).precedents().size();
    }

    private static Model learned(List<Trainer.Seen> seen) {
        return Trainer.fromLabels(seen, Model.untrained(), candidate -> "");
    }

    private static Trainer.Seen seen(float[] question, Set<String> relevant, String first) {
        return new Trainer.Seen(new Labelled(new Question("where is it", "en"), relevant), new Measured(question,
                Stream.concat(relevant.stream(), Stream.of(first, "other")).distinct().map(id -> {
                    double[] features = new double[Feature.COUNT];
                    features[Feature.NAME_0.ordinal()] = id.equals(first) ? 0.9 : 0.5;
                    return new Candidate(new ArticleKey(id, "en"), features, 1, Precedent.NONE);
                }).toList()));
    }

    private static Trainer.Seen seen(Set<String> relevant, double likeItsName) {
        double[] features = new double[Feature.COUNT];
        features[Feature.NAME_0.ordinal()] = likeItsName;
        return new Trainer.Seen(new Labelled(new Question("where is it", "en"), relevant), new Measured(new float[]{1},
                List.of(new Candidate(new ArticleKey("parcels", "en"), features, 1, Precedent.NONE))));
    }
}
