package dev.parley.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What any article source must keep to. Extend it, and say how documents get into the source. */
public abstract class ArticleSourceContractTest {

    private static final ArticleKey RETURNS = new ArticleKey("returns", "en");
    private static final ArticleKey REFUNDS = new ArticleKey("refunds", "de");

    /** The source; each call of {@link ArticleSource#read} looks anew. */
    protected abstract ArticleSource source();

    /** Puts in two good documents: "returns" in English and "refunds" in German, both titled "Hello". */
    protected abstract void putTwoGood() throws IOException;

    /** Makes the second one unreadable. */
    protected abstract void breakSecond() throws IOException;

    /** Puts in another document with the key of the first. */
    protected abstract void putFirstAgain() throws IOException;

    @Test
    void givesAllArticlesInAStableOrder() throws IOException {
        putTwoGood();
        ArticleSource.Reading reading = source().read();
        assertEquals(Set.of(RETURNS, REFUNDS), keys(reading));
        assertEquals(List.of(), reading.problems());
        assertEquals(reading.articles(), source().read().articles());
        assertTrue(reading.articles().stream().allMatch(article -> article.title().equals("Hello")
                && !article.body().isBlank()));
    }

    @Test
    void aBrokenDocumentIsOneProblemAndTheOthersGoIn() throws IOException {
        putTwoGood();
        ArticleSource source = source();
        source.read();
        breakSecond();
        ArticleSource.Reading reading = source.read();
        assertEquals(Set.of(RETURNS), keys(reading));
        assertEquals(1, reading.problems().size(), reading.problems()::toString);
        ArticleSource.Problem problem = reading.problems().getFirst();
        assertFalse(problem.file().isBlank() || problem.message().isBlank() || problem.remedy().isBlank());
        assertTrue(reading.kept().contains(REFUNDS.id()), "it keeps its last good revision");
        assertTrue(source().read().kept().contains(REFUNDS.id()), "also after a restart");
    }

    @Test
    void keysAreUniqueAndTheSecondUseIsAProblem() throws IOException {
        putTwoGood();
        putFirstAgain();
        ArticleSource.Reading reading = source().read();
        assertEquals(2, reading.articles().size());
        assertEquals(1, reading.problems().size());
        assertTrue(reading.problems().getFirst().message().contains("already used"),
                reading.problems()::toString);
    }

    private static Set<ArticleKey> keys(ArticleSource.Reading reading) {
        return new HashSet<>(reading.articles().stream().map(Article::key).toList());
    }
}
