package dev.parley.kb.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.embedding.Embeddings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KnowledgeCheckTest {

    private static final List<Embedding> EMBEDDINGS = Embeddings.bundled();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @AfterAll
    static void closeModels() {
        EMBEDDINGS.forEach(Embedding::close);
    }

    @Test
    void differentNumbersAboutTheSameAreAConflict() {
        List<Finding> findings = check(article("a", "Refunds reach your card within 5 working days.", "Ana"),
                article("b", "A refund reaches your card within 7 working days.", "Ana"),
                article("c", "You can return an item for 30 days.", "Ana"));
        assertEquals(1, findings.size(), findings::toString);
        assertEquals(Finding.Kind.CONFLICT, findings.getFirst().kind());
        assertEquals("a (en) and b (en)", findings.getFirst().subject());
        assertTrue(findings.getFirst().message().contains("5 working")
                && findings.getFirst().message().contains("7 working"));
    }

    @Test
    void otherDatesAreAConflictAndOtherWaysToWriteANumberAreNone() {
        assertEquals(1, check(article("a", "Order by 17 December for delivery before Christmas.", "Ana"),
                article("b", "Order by 19 December for delivery before Christmas.", "Ana")).size());
        assertEquals(List.of(),
                check(article("a", "Orders of £1,500 or more need 2.5 % and five business days.", "Ana"),
                        article("b", "Orders of £1500 or more need 2.5 percent and five working days.", "Ana")).stream()
                        .filter(finding -> finding.kind() == Finding.Kind.CONFLICT).toList());
    }

    @Test
    void onlyPairsWithAChangedArticleAreLookedAtWhenOneChanged() {
        List<Article> articles = List.of(article("a", "Refunds reach your card within 5 working days.", "Ana"),
                article("b", "A refund reaches your card within 7 working days.", "Ana"),
                article("c", "Refunds reach your card within 9 working days.", "Ana"));
        assertEquals(List.of("b (en) and a (en)", "b (en) and c (en)"), new KnowledgeCheck(articles)
                .conflicts(EMBEDDINGS.getFirst(), key -> key.id().equals("b")).stream().map(Finding::subject).toList());
    }

    @Test
    void theSameNumberOrAnotherUnitIsNone() {
        List<Finding> findings = check(article("a", "Refunds reach your card within 5 working days.", "Ana"),
                article("b", "A refund reaches your card within 5 working days.", "Ana"),
                article("c", "Refunds reach your card within 48 hours.", "Ana"));
        assertTrue(findings.stream().noneMatch(finding -> finding.kind() == Finding.Kind.CONFLICT),
                findings::toString);
    }

    @Test
    void deadLinksOverdueReviewsAndMissingOwnersAreFound() {
        List<Finding> findings = check(article("a", "See [this](/help/b) and [that](/help/gone), or [home](/).", null));
        assertEquals(List.of(Finding.Kind.DEAD_LINK, Finding.Kind.DEAD_LINK, Finding.Kind.NO_OWNER),
                findings.stream().map(Finding::kind).toList());
        Article overdue = new Article(new ArticleKey("x", "en"), "X", "x", List.of(), "Text.", null, null, "Ana",
                TODAY.minusDays(1), Audience.PUBLIC);
        assertEquals(Finding.Kind.OVERDUE, check(overdue).getFirst().kind());
    }

    @Test
    void amountsAreReadInThreeLanguages() {
        assertEquals(Map.of("money", Set.of("3.95"), "working day", Set.of("2")),
                Amounts.of("It costs £3.95 and takes 2 working days"));
        assertEquals(Map.of("money", Set.of("50"), "arbeitstag", Set.of("5")),
                Amounts.of("ab 50,00 € in 5 Arbeitstagen"));
        assertEquals(Set.of("14"), Amounts.of("dentro de 14 días").values().iterator().next());
    }

    private static List<Finding> check(Article... articles) {
        KnowledgeCheck check = new KnowledgeCheck(List.of(articles));
        List<Finding> findings = new ArrayList<>(check.compare(EMBEDDINGS.getFirst()));
        findings.addAll(check.check(TODAY));
        return findings;
    }

    private static Article article(String id, String body, String owner) {
        return new Article(new ArticleKey(id, "en"), "Title of " + id, "x", List.of(), body, "/help/" + id, null, owner,
                null, Audience.PUBLIC);
    }
}
