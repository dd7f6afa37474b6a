package dev.parley.kb.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.kb.ArticleKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrecedentsTest {

    private static final List<Candidate> CANDIDATES = List.of(candidate("parcels"), candidate("returns"));
    private static final float[] ASKED = at(0);

    @Test
    void theCloserOneHasMoreToSay() {
        Precedents precedents = new Precedents(List.of(judged(5, "parcels"), judged(20, "returns")));
        List<Candidate> heard = precedents.heard(ASKED, CANDIDATES);
        assertTrue(share(heard, 0) > 0.8, heard::toString);
        assertTrue(share(heard, 1) < 0.2, heard::toString);
        assertEquals(share(heard, 0), heard.getFirst().get(Feature.JUDGED));
    }

    @Test
    void whatNothingAnsweredSpeaksForNoArticle() {
        List<Candidate> heard = new Precedents(List.of(judged(5), judged(20, "returns"))).heard(ASKED, CANDIDATES);
        assertTrue(heard.stream().allMatch(candidate -> candidate.precedent().unanswered() > 0.8), heard::toString);
        assertTrue(share(heard, 1) < 0.2, heard::toString);
    }

    @Test
    void whatIsFarAwaySaysNothing() {
        List<Candidate> heard = new Precedents(List.of(judged(80, "parcels"))).heard(ASKED, CANDIDATES);
        assertTrue(share(heard, 0) < 0.001, heard::toString);
    }

    @Test
    void aQuestionIsNoPrecedentForItself() {
        Precedents precedents = new Precedents(List.of(judged(0, "parcels"), judged(20, "returns")));
        assertTrue(share(precedents.heard(ASKED, CANDIDATES), 0) > 0.8);
        assertTrue(share(precedents.heardByOthers(ASKED, CANDIDATES), 1) > 0.8);
    }

    @Test
    void theLastOnesAreKept() {
        List<Precedents.Judged> many = new ArrayList<>(Collections.nCopies(Precedents.MOST, judged(0, "parcels")));
        many.addAll(Collections.nCopies(Precedents.MOST, judged(0, "returns")));
        Precedents precedents = new Precedents(many);
        assertEquals(Precedents.MOST, precedents.size());
        assertEquals(0, share(precedents.heard(ASKED, CANDIDATES), 0));
    }

    @Test
    void withoutAnyOrWithoutAnEmbeddingNothingChanges() {
        assertSame(CANDIDATES, Precedents.NONE.heard(ASKED, CANDIDATES));
        assertSame(CANDIDATES, new Precedents(List.of(judged(0, "parcels"))).heard(new float[0], CANDIDATES));
    }

    @Test
    void theFileHoldsThem() throws IOException {
        Precedents written = new Precedents(List.of(judged(5, "parcels", "returns"), judged(9)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written.write(new DataOutputStream(bytes));
        Precedents read = Precedents.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (int article = 0; article < CANDIDATES.size(); article++) {
            assertEquals(written.heard(ASKED, CANDIDATES).get(article).precedent(),
                    read.heard(ASKED, CANDIDATES).get(article).precedent());
        }
    }

    private static double share(List<Candidate> candidates, int place) {
        return candidates.get(place).precedent().share();
    }

    private static Candidate candidate(String id) {
        return new Candidate(new ArticleKey(id, "en"), new double[Feature.COUNT], 1, Precedent.NONE);
    }

    private static Precedents.Judged judged(int degrees, String... articles) {
        return new Precedents.Judged(at(degrees), Set.of(articles));
    }

    /** A vector at an angle, so that the cosine to {@code at(0)} is known. */
    private static float[] at(int degrees) {
        return new float[]{(float) Math.cos(Math.toRadians(degrees)), (float) Math.sin(Math.toRadians(degrees))};
    }
}
