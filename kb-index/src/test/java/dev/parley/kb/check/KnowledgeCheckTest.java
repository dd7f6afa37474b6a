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
    void withoutAnEmbeddingWordsTellWhatContradictsOrRepeats() {
        Comparison comparison = new Comparison(List.of(
                article("a", "Refunds reach your card within 5 working days.", "Ana"),
                article("b", "A refund reaches your card within 7 working days.", "Ana"),
                article("c", "You can return an item within 30 working days.", "Ana"),
                article("d", "A gift card is never returned. It stays valid for ever, and can't be sold on.", "Ana"),
                article("e", "A gift card is never returned. It stays valid for ever, and can't be sold on!", "Ana")),
                null);
        assertEquals(List.of("a (en) and b (en)"),
                comparison.conflicts(key -> true).stream().map(Finding::subject).toList());
        assertTrue(comparison.duplicates().stream().map(Finding::subject).toList().contains("d (en) and e (en)"));
    }

    @Test
    void onlyPairsWithAChangedArticleAreLookedAtWhenOneChanged() {
        List<Article> articles = List.of(article("a", "Refunds reach your card within 5 working days.", "Ana"),
                article("b", "A refund reaches your card within 7 working days.", "Ana"),
                article("c", "Refunds reach your card within 9 working days.", "Ana"));
        assertEquals(List.of("b (en) and a (en)", "b (en) and c (en)"),
                new Comparison(articles, EMBEDDINGS.getFirst()).conflicts(key -> key.id().equals("b")).stream()
                        .map(Finding::subject).toList());
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
    void linksThatNobodyCanFollowAreDeadToo() {
        assertEquals(List.of(
                "links to ../b.md, which no customer can follow; write an address that begins with / or https://",
                "links to https://shop.example/help/gone?x=1, which no article has as its address"),
                check(new Article(new ArticleKey("a", "en"), "A", "x", List.of(),
                        "[b](../b.md) [c][1] [d](https://shop.example/help/a#top) [e](mailto:a@shop.example) [f](#f)\n\n"
                                + "[1]: https://shop.example/help/gone?x=1",
                        "https://shop.example/help/a", null, "Ana", null, Audience.PUBLIC)).stream()
                        .map(Finding::message).toList());
    }

    @Test
    void amountsAreReadInSixLanguages() {
        assertEquals(Map.of("money", Set.of("3.95"), "working day", Set.of("2")),
                Amounts.of("It costs £3.95 and takes 2 working days"));
        assertEquals(Map.of("money", Set.of("50"), "working day", Set.of("5")),
                Amounts.of("ab 50,00 € in 5 Arbeitstagen"));
        assertEquals(Map.of("day", Set.of("14")), Amounts.of("dentro de 14 días"));
        assertEquals(Map.of("working day", Set.of("5"), "date", Set.of("3 aoû")),
                Amounts.of("sous 5 jours ouvrés, avant le 3 août"));
        assertEquals(Map.of("working day", Set.of("5"), "hour", Set.of("1", "24")),
                Amounts.of("entro 5 giorni lavorativi o 1 ora, non 24 ore"));
        assertEquals(Map.of(), Amounts.of("3 sets, 2 magazines and 12 outlets"));
        assertEquals(Map.of("date", Set.of("5 settembre")), Amounts.of("entro il 5 settembre"));
        assertEquals(Map.of("working day", Set.of("5"), "month", Set.of("2")),
                Amounts.of("em 5 dias úteis ou 2 meses"));
    }

    private static List<Finding> check(Article... articles) {
        Comparison comparison = new Comparison(List.of(articles), EMBEDDINGS.getFirst());
        List<Finding> findings = new ArrayList<>(comparison.conflicts(key -> true));
        findings.addAll(comparison.duplicates());
        findings.addAll(new KnowledgeCheck(List.of(articles)).check(TODAY));
        return findings;
    }

    private static Article article(String id, String body, String owner) {
        return new Article(new ArticleKey(id, "en"), "Title of " + id, "x", List.of(), body, "/help/" + id, null, owner,
                null, Audience.PUBLIC);
    }
}
