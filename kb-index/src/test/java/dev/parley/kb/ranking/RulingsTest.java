package dev.parley.kb.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.kb.ArticleKey;
import dev.parley.kb.Question;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulingsTest {

    private static final double LEARNED = 0.4;
    private static final List<Weights.Scored> RANKED = List.of(scored("parcels", 0.5), scored("returns", 0.4),
            scored("refunds", 0.3));

    @Test
    void whatWasNamedForTheSameWordsIsFirstAndSure() {
        Rulings rulings = Rulings.of(List.of(Map.entry(new Question("Can it go back?", "en"), Set.of("returns"))));
        assertEquals("returns 0.98, parcels 0.02, refunds 0.02", told(rulings, "can it  go back"));
        assertEquals("parcels 0.4, returns 0.4, refunds 0.4", told(rulings, "can it go back today"), "other words");
    }

    @Test
    void otherLanguagesHaveTheirOwn() {
        Rulings rulings = Rulings.of(List.of(Map.entry(new Question("Status?", "de"), Set.of("returns"))));
        assertEquals("parcels 0.4, returns 0.4, refunds 0.4", told(rulings, "status"));
        assertFalse(rulings.has(new Question("status", "en")));
        assertTrue(rulings.has(new Question("STATUS", "de")));
    }

    @Test
    void nothingAnswersWhatWasJudgedSo() {
        Rulings rulings = Rulings.of(List.of(Map.entry(new Question("do you rent out sofas", "en"), Set.of())));
        assertEquals("parcels 0.02, returns 0.02, refunds 0.02", told(rulings, "Do you rent out sofas?"));
    }

    @Test
    void theLastWordCounts() {
        Rulings rulings = Rulings.of(List.of(Map.entry(new Question("can it go back", "en"), Set.of("parcels")),
                Map.entry(new Question("Can it go back?", "en"), Set.of("refunds"))));
        assertEquals("refunds 0.98, parcels 0.02, returns 0.02", told(rulings, "can it go back"));
    }

    @Test
    void anArticleThatIsGoneIsNotMissed() {
        Rulings rulings = Rulings.of(List.of(Map.entry(new Question("can it go back", "en"), Set.of("gone"))));
        assertEquals("parcels 0.4, returns 0.4, refunds 0.4", told(rulings, "can it go back"));
    }

    @Test
    void anArticleThatHasTheQuestionForItsOwnAnswersItByNow() {
        Rulings rulings = Rulings.of(List.of(Map.entry(new Question("can it go back", "en"), Set.of())));
        assertEquals("0.4", told(rulings, "can it go back", List.of(scored("returns", 1))).split(" ")[1]);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Rulings.of(List.of(Map.entry(new Question("can it go back", "en"), Set.of("returns"))))
                .write(new DataOutputStream(bytes));
        Rulings read = Rulings.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertEquals("returns 0.98, parcels 0.02, refunds 0.02", told(read, "can it go back"));
    }

    private static String told(Rulings rulings, String question) {
        return told(rulings, question, RANKED);
    }

    private static String told(Rulings rulings, String question, List<Weights.Scored> ranked) {
        Rulings.Ruling ruling = rulings.on(new Question(question, "en"), ranked);
        StringBuilder told = new StringBuilder();
        for (int place = 0; place < ranked.size(); place++) {
            told.append(place == 0 ? "" : ", ").append(ruling.ranked().get(place).candidate().article().id())
                    .append(' ')
                    .append(Math.round(100 * ruling.confidence(place, LEARNED)) / 100.0);
        }
        return told.toString();
    }

    private static Weights.Scored scored(String id, double name) {
        double[] features = new double[Feature.COUNT];
        features[Feature.NAME_0.ordinal()] = name;
        return new Weights.Scored(new Candidate(new ArticleKey(id, "en"), features, 1, Precedent.NONE), name);
    }
}
