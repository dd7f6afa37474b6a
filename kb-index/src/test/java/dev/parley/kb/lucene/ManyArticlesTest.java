package dev.parley.kb.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Hit;
import dev.parley.kb.Progress;
import dev.parley.kb.Question;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.embedding.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A knowledge base of which a question is held only against what is near. */
class ManyArticlesTest {

    private static final int ENGLISH = Measurement.SCANNED_WHOLE;

    @Test
    void theOnlyArticlesOfALanguageAreFoundAmongManyOfAnother() {
        List<Article> articles = new ArrayList<>(List.of(article("de", "Ganz woanders")));
        for (int i = 0; i < ENGLISH; i++) {
            articles.add(article("en", "Near " + i));
        }
        try (Voices voices = new Voices(List.of(new ByLetter()), null);
                LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(voices)) {
            base.change(articles, List.of(), Progress.SILENT);
            assertEquals(List.of("Ganz woanders"), base.search(new Question("Nahebei?", "de"), 3).stream()
                    .map(Hit::passage).map(passage -> passage.title()).toList());
        }
    }

    private static Article article(String language, String title) {
        return new Article(new ArticleKey(title, language), title, "x", List.of(), title + ".", null, null, null, null,
                Audience.PUBLIC);
    }

    /** Texts that begin with the same letter are alike. */
    private static final class ByLetter implements Embedding {

        @Override
        public String name() {
            return "by letter";
        }

        @Override
        public float[] embedQuestion(String text) {
            return Vectors.unit(new float[]{text.charAt(0) == 'N' ? 9 : 1, 3, text.hashCode() % 100 / 100f});
        }

        @Override
        public int dimensions() {
            return 3;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
