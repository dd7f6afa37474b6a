package dev.parley.gateway.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.ArticleSource;
import dev.parley.kb.Audience;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an import withdraws. */
class ImportPlanTest {

    private static final ArticleKey STAYS = new ArticleKey("stays", "en");
    private static final ArticleKey GONE = new ArticleKey("gone", "en");

    @Test
    void whatIsNoLongerInTheFolderIsWithdrawn() {
        assertEquals(List.of(GONE), removed(Set.of(), true));
    }

    @Test
    void aBrokenDocumentIsNot() {
        assertEquals(List.of(), removed(Set.of("gone"), true));
    }

    @Test
    void nothingIsWhileAPartOfTheFolderCantBeRead() {
        assertEquals(List.of(), removed(Set.of(), false));
    }

    private static List<ArticleKey> removed(Set<String> kept, boolean isWhole) {
        Article article = new Article(STAYS, "Title", "general", List.of(), "Text.", null, null, null, null,
                Audience.PUBLIC);
        ArticleSource.Reading reading = new ArticleSource.Reading(List.of(article), List.of(), kept, isWhole);
        return ImportPlan.of(reading, Map.of(STAYS, row(STAYS), GONE, row(GONE))).removed();
    }

    private static ArticleRow row(ArticleKey key) {
        return new ArticleRow(key.id(), key.language(), "hash", ApprovedArticle.Source.FOLDER);
    }
}
