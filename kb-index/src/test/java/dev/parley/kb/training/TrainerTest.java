package dev.parley.kb.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.kb.ArticleKey;
import dev.parley.kb.Question;
import dev.parley.kb.ranking.Candidate;
import dev.parley.kb.ranking.Feature;
import dev.parley.kb.ranking.Measured;
import dev.parley.kb.ranking.Precedent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainerTest {

    /** An owner who writes the article that was missing must not be held back by the judgement of before. */
    @Test
    void whatNothingAnsweredIsForgottenWhenAnArticleAsksIt() {
        assertEquals(1, precedents(seen(Set.of(), 0.9)));
        assertEquals(0, precedents(seen(Set.of(), 1)));
    }

    @Test
    void whatAnArticleAnsweredThatIsGoneIsForgotten() {
        assertEquals(1, precedents(seen(Set.of("parcels"), 0.9)));
        assertEquals(0, precedents(seen(Set.of("gone"), 0.9)));
    }

    private static int precedents(Trainer.Seen seen) {
        return Trainer.fromLabels(List.of(seen), Model.untrained(), candidate -> "").precedents().size();
    }

    private static Trainer.Seen seen(Set<String> relevant, double likeItsName) {
        double[] features = new double[Feature.COUNT];
        features[Feature.NAME_0.ordinal()] = likeItsName;
        return new Trainer.Seen(new Labelled(new Question("where is it", "en"), relevant), new Measured(new float[]{1},
                List.of(new Candidate(new ArticleKey("parcels", "en"), features, 1, Precedent.NONE))));
    }
}
