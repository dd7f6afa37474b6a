package dev.parley.kb.source;

import dev.parley.kb.ArticleSource;
import dev.parley.kb.ArticleSourceContractTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class MarkdownSourceTest extends ArticleSourceContractTest {

    @TempDir
    Path folder;

    private ArticleFolder source;

    @Override
    protected ArticleSource source() {
        source = source == null ? new ArticleFolder(folder, "en") : source;
        return source;
    }

    @Override
    protected void putTwoGood() throws IOException {
        Files.writeString(folder.resolve("a.md"), """
                ---
                id: returns
                title: Hello
                ---
                Send it back.
                """);
        Files.writeString(folder.resolve("b.md"), """
                ---
                id: refunds
                title: Hello
                language: de
                ---
                Wir erstatten.
                """);
    }

    @Override
    protected void breakSecond() throws IOException {
        Files.writeString(folder.resolve("b.md"), """
                ---
                id: refunds
                """);
    }

    @Override
    protected void putFirstAgain() throws IOException {
        Files.writeString(folder.resolve("c.md"), """
                ---
                id: returns
                title: Again
                ---
                Send it back.
                """);
    }
}
