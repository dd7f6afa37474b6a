package dev.parley.kb.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.kb.ArticleKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordingHeadTest {

    private static final ArticleKey PARCELS = new ArticleKey("parcels", "de");
    private static final ArticleKey REFUNDS = new ArticleKey("refunds", "de");
    private static final WordingHead HEAD = WordingTrainer.train(List.of(
            new WordingTrainer.Lesson(PARCELS, List.of(terms("wo ist mein paket"), terms("paket nicht da"))),
            new WordingTrainer.Lesson(REFUNDS, List.of(terms("wo ist mein geld"), terms("geld nicht da")))),
            () -> false);

    @Test
    void goesByTheWordsThatTellArticlesApart() {
        Map<ArticleKey, Double> logits = HEAD.logits("de", terms("ist das paket da"));
        assertTrue(logits.get(PARCELS) > logits.get(REFUNDS) + 1, logits::toString);
        Map<ArticleKey, Double> common = HEAD.logits("de", terms("wo ist mein"));
        assertEquals(common.get(PARCELS), common.get(REFUNDS), 1);
    }

    @Test
    void knowsNothingOfOtherLanguages() {
        assertEquals(Map.of(), HEAD.logits("en", terms("paket")));
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HEAD.write(new DataOutputStream(bytes));
        WordingHead read = WordingHead
                .read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertEquals(HEAD.size(), read.size());
        assertEquals(HEAD.logits("de", terms("mein paket")), read.logits("de", terms("mein paket")));
    }

    private static Terms terms(String text) {
        List<String> words = Arrays.asList(text.split(" "));
        return new Terms(words, words.stream()
                .flatMap(word -> IntStream.range(0, Math.max(0, word.length() - 2))
                        .mapToObj(i -> word.substring(i, i + 3)))
                .distinct().toList());
    }
}
