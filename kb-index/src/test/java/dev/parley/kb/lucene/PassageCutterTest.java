package dev.parley.kb.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Passage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassageCutterTest {

    @Test
    void everyPassageIsVerbatimInItsArticle() {
        Article article = article("Intro.\n\n## One\n\n1. a\n2. b\n\n## Two\n\n| x | y |\n|---|---|\n| 1 | 2 |\n");
        List<Passage> passages = PassageCutter.cut(article);
        assertEquals(List.of("Intro.", "## One\n\n1. a\n2. b", "## Two\n\n| x | y |\n|---|---|\n| 1 | 2 |"),
                passages.stream().map(Passage::text).toList());
        passages.forEach(passage -> assertTrue(passage.isVerbatimIn(article)));
    }

    @Test
    void aLongArticleIsCutBetweenBlocksAndAListStaysWithItsIntroduction() {
        String paragraph = "word ".repeat(100).strip();
        Article article = article(
                paragraph + "\n\n" + paragraph + "\n\nDo this:\n\n- first " + paragraph + "\n- second");
        List<Passage> passages = PassageCutter.cut(article);
        assertTrue(passages.size() > 1);
        assertTrue(passages.stream().anyMatch(passage -> passage.text().contains("Do this:\n\n- first")));
        assertTrue(passages.getLast().text().endsWith("- second"));
    }

    @Test
    void noPassageIsAHeadingAlone() {
        String row = "| a long cell of a long table | and another one |\n";
        Article article = article("# Returns\n\n## How long?\n\n30 days.\n\n## Sizes\n\n| x | y |\n|---|---|\n"
                + row.repeat(30));
        assertEquals(List.of("# Returns\n\n## How long?\n\n30 days.", "## Sizes"),
                PassageCutter.cut(article).stream()
                        .map(passage -> passage.text().replaceFirst("(?s)(## Sizes)\n\n\\|.*", "$1")).toList());
        assertTrue(PassageCutter.cut(article).getLast().text().contains("| a long cell"), "the table has its heading");
    }

    @Test
    void aLongParagraphIsCutBetweenSentencesButNeverWithinALinkOrBoldText() {
        String sentence = "We send parcels from Bristol, e.g. on Mondays, by Dr. Brown's carrier. ";
        String bold = "**" + sentence.repeat(8).strip() + "** ";
        String link = "[See here. And there too.](/help/here) ";
        Article article = article(sentence.repeat(12) + bold + (sentence + link).repeat(20).strip());
        List<Passage> passages = PassageCutter.cut(article);
        assertTrue(passages.size() >= 4, () -> passages.size() + " passages");
        assertEquals(article.body(), String.join(" ", passages.stream().map(Passage::text).toList()),
                "nothing is lost");
        for (Passage passage : passages) {
            assertTrue(passage.isVerbatimIn(article));
            assertTrue(passage.text().length() <= 900, passage::text);
            assertTrue(passage.text().matches("(?s)(We send|\\*\\*We|\\[See).*(carrier\\.|\\*\\*|here\\))"),
                    passage::text);
            assertEquals(0, (passage.text().length() - passage.text().replace("**", "").length()) % 4, passage::text);
        }
    }

    @Test
    void sentencesAreThoseOfTheArticlesLanguage() {
        Article chinese = new Article(new ArticleKey("a", "zh"), "Title", "general", List.of(),
                "我们从布里斯托发货，通常需要两个工作日。".repeat(80), null, null, null, null, Audience.PUBLIC);
        List<Passage> passages = PassageCutter.cut(chinese);
        assertEquals(2, passages.size());
        assertTrue(passages.getFirst().text().endsWith("。"));
    }

    @Test
    void aChangedArticleNoLongerVouchesForItsOldPassages() {
        Article article = article("Refunds take 5 days.");
        Passage passage = PassageCutter.cut(article).getFirst();
        assertTrue(!passage.isVerbatimIn(article("Refunds take 9 days.")));
    }

    private static Article article(String body) {
        return new Article(new ArticleKey("a", "en"), "Title", "general", List.of(), body, null, null, null, null,
                Audience.PUBLIC);
    }
}
