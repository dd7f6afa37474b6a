package dev.parley.kb.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.ArticleSource;
import dev.parley.kb.Audience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleFolderTest {

    private static final String GOOD = """
            ---
            id: returns
            title: "Returns: how they work"
            category: returns
            language: en
            questions:
              - How do I send it back?
            url: /help/returns
            updated: 2026-10-12
            owner: Care
            reviewBy: 2027-01-01
            audience: internal
            ---

            Send it back.
            """;

    @TempDir
    Path folder;

    @Test
    void readsEveryKeyOfTheFrontMatter() throws IOException {
        write("a/returns.md", GOOD);
        Article article = read().articles().getFirst();
        assertEquals(new ArticleKey("returns", "en"), article.key());
        assertEquals("Returns: how they work", article.title());
        assertEquals(List.of("How do I send it back?"), article.questions());
        assertEquals(LocalDate.of(2026, 10, 12), article.updated());
        assertEquals(LocalDate.of(2027, 1, 1), article.reviewBy());
        assertEquals(Audience.INTERNAL, article.audience());
        assertEquals("Send it back.", article.body());
    }

    @Test
    void aListOfArticlesMayBeLargeAndOneArticleMayNot() throws IOException {
        StringBuilder list = new StringBuilder("question,answer\n");
        for (int i = 0; i < 20_000; i++) {
            list.append("What is the number ").append(i).append(" for?,\"It is for what is written in the manual.\"\n");
        }
        assertTrue(list.length() > 1 << 20);
        write("faq.csv", list.toString());
        assertEquals(20_000, read().articles().size());
        write("faq.csv", "question,answer\nWhat for?,For this.\n");
        write("long.md", "---\ntitle: Long\n---\n" + "All about it. ".repeat(100_000));
        assertEquals("larger than 1 MB", read().problems().getFirst().message());
    }

    @Test
    void aLanguageMayNameItsCountryAndABlankKeyIsNone() throws IOException {
        write("returns.md",
                GOOD.replace("language: en", "language: pt-BR").replace("category: returns", "category: ''"));
        write("b.json", "[{\"id\": \"b\", \"title\": \"B\", \"language\": \"\", \"category\": \"\", \"body\": \"b\"}]");
        assertEquals(List.of("b (en)", "returns (pt)"),
                read().articles().stream().map(article -> article.key().toString()).sorted().toList());
        assertEquals(Set.of("general"), read().articles().stream().map(Article::category).collect(Collectors.toSet()));
    }

    @Test
    void anFaqMayBeJson() throws IOException {
        write("faq.jsonl", "{\"question\": \"Can I return it?\", \"answer\": \"Within 30 days.\"}\n"
                + "{\"question\": \"Как подключить VPN?\", \"answer\": \"a\"}\n"
                + "{\"question\": \"Как отключить VPN?\", \"answer\": \"b\"}\n");
        ArticleSource.Reading reading = read();
        assertEquals(List.of(), reading.problems());
        assertEquals(3, reading.articles().size(), "questions in other letters do not take each other's id");
        assertTrue(reading.articles().stream().anyMatch(article -> article.key().id().equals("faq-can-i-return-it")
                && article.title().equals("Can I return it?") && article.body().equals("Within 30 days.")));
    }

    @Test
    void longQuestionsThatBeginAlikeAreTwoArticles() throws IOException {
        String begin = "How long does it take until a parcel with furniture of more than thirty kilograms arrives ";
        write("faq.csv", "question,answer\n" + begin + "within Germany?,a\n" + begin + "outside Germany?,b\n");
        assertEquals(2, read().articles().size(), read().problems()::toString);
    }

    @ParameterizedTest(name = "{0} → line {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            category: returns   | colour: red                | 4  | unknown key 'colour'
            updated: 2026-10-12 | updated: last Tuesday      | 9  | 'last Tuesday' is not a valid value for 'updated'
            id: returns         | name: x                    | 2  | unknown key 'name'
            language: en        | category: twice            | 5  | the front matter is not valid YAML
            audience: internal  | audience: friends          | 1  | audience 'friends' is unknown
            id: returns         | id: 'no spaces!'           | 1  | id must be letters
            """)
    void namesFileLineAndRemedyOfABrokenKey(String good, String bad, int line, String message) throws IOException {
        write("broken.md", GOOD.replace(good, bad));
        write("good.md", GOOD);
        ArticleSource.Reading reading = read();
        assertEquals(1, reading.articles().size(), "the other articles still serve");
        ArticleSource.Problem problem = reading.problems().getFirst();
        assertEquals("broken.md", problem.file());
        assertEquals(line, problem.line());
        assertTrue(problem.message().startsWith(message), problem.message());
        assertTrue(!problem.remedy().isBlank());
    }

    @ParameterizedTest
    @CsvSource({"no front matter at all", "'---\nid: x\ntitle: y\n'", "'---\ntitle: y\n---\nbody'", "'---\n---\nbody'",
        "'---\nid: x\ntitle: y\n---\n'"})
    void refusesFilesThatAreNoArticles(String text) throws IOException {
        write("broken.md", text);
        assertEquals(0, read().articles().size());
        assertEquals(1, read().problems().size());
        assertNotNull(read().problems().getFirst().line());
    }

    @Test
    void refusesASecondArticleWithTheSameIdAndLanguage() throws IOException {
        write("a.md", GOOD);
        write("b.md", GOOD);
        ArticleSource.Reading reading = read();
        assertEquals(1, reading.articles().size());
        assertEquals("b.md", reading.problems().getFirst().file());
        assertTrue(reading.problems().getFirst().message().contains("already used by a.md"));
    }

    @Test
    void remembersWhichArticleAFileWasBeforeItBroke() throws IOException {
        write("a.md", GOOD);
        ArticleFolder source = new ArticleFolder(folder, "en");
        source.read();
        write("a.md", "half a fi");
        assertEquals(java.util.Set.of("returns", "a"), source.read().kept());
    }

    @Test
    void readsIdsOutOfWhatIsLeftOfABrokenFile() throws IOException {
        write("a.md", GOOD.replace("title:", "<<<<<<< HEAD\ntitle:"));
        assertTrue(read().kept().contains("returns"));
        write("b.jsonl", "{\"id\": \"one\", \"title\": \"x\", \"body\": \"y\"}\n{oops\n{\"id\": \"two\", \"title\"");
        assertTrue(read().kept().containsAll(List.of("one", "two")));
    }

    @Test
    void aNewcomerTakesNobodysPlace() throws IOException {
        ArticleFolder source = new ArticleFolder(folder, "en");
        write("b.md", GOOD);
        Article first = source.read().articles().getFirst();
        write("a.md", GOOD + "\nAnd more.\n");
        for (int reading = 0; reading < 2; reading++) {
            ArticleSource.Reading both = source.read();
            assertEquals(List.of(first), both.articles());
            assertTrue(both.problems().getFirst().toString().startsWith("a.md"), both.problems()::toString);
        }
        write("b.md", GOOD.replace("id: returns", "id: others"));
        assertEquals(Set.of("returns", "others"), source.read().articles().stream()
                .map(article -> article.key().id()).collect(Collectors.toSet()),
                "a place that is given up may be taken");
    }

    /** As Kubernetes mounts a ConfigMap: hidden folders, and links into them. */
    @Test
    void followsLinksToFilesWithinTheFolderAndNoOthers(@TempDir Path outside) throws IOException {
        write("..data/a.md", GOOD);
        Files.createSymbolicLink(folder.resolve("a.md"), Path.of("..data/a.md"));
        Files.writeString(outside.resolve("secret.md"), GOOD.replace("returns", "secret"));
        Files.createSymbolicLink(folder.resolve("b.md"), outside.resolve("secret.md"));
        assertEquals(List.of("returns"), read().articles().stream().map(article -> article.key().id()).toList());
    }

    @Test
    void refusesAddressesThatABrowserMightRun() throws IOException {
        for (String url : List.of("javascript:alert(1)", "data:text/html,x", "//elsewhere.example/x", "help/returns",
                "https://shop.example/a b")) {
            write("a.md", GOOD.replace("url: /help/returns", "url: \"" + url + "\""));
            assertEquals("a.md:1: url must look like https://shop.example/help or /help: " + url + "; correct it",
                    read().problems().getFirst().toString());
        }
        write("a.md", GOOD.replace("url: /help/returns", "url: /help/returns?from=chat#top"));
        assertEquals("/help/returns?from=chat#top", read().articles().getFirst().url());
    }

    @Test
    void passesOverHiddenFilesOtherKindsAndBinaryRubbish() throws IOException {
        write(".git/x.md", GOOD);
        write("notes.txt", GOOD);
        Files.write(folder.resolve("latin1.md"), new byte[]{(byte) 0xff, (byte) 0xfe, 0x41});
        ArticleSource.Reading reading = read();
        assertEquals(0, reading.articles().size());
        assertEquals("latin1.md: not UTF-8 text; save it with the encoding UTF-8",
                reading.problems().getFirst().toString());
    }

    @Test
    void saysThatTheFolderIsMissing() {
        ArticleSource.Reading reading = new ArticleFolder(folder.resolve("nowhere"), "en").read();
        assertTrue(reading.problems().getFirst().message().contains("does not exist"));
    }

    private ArticleSource.Reading read() {
        return new ArticleFolder(folder, "en").read();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
