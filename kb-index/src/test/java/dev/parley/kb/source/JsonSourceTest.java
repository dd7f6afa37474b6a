package dev.parley.kb.source;

import dev.parley.kb.ArticleSource;
import dev.parley.kb.ArticleSourceContractTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JsonSourceTest extends ArticleSourceContractTest {

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
        Files.writeString(folder.resolve("faq.json"), """
                [{"id":"returns","title":"Hello","body":"Send it back."},
                 {"id":"refunds","title":"Hello","body":"Wir erstatten.","language":"de","questions":["Wo?"]}]
                """);
    }

    @Override
    protected void breakSecond() throws IOException {
        Files.writeString(folder.resolve("faq.json"), """
                [{"id":"returns","title":"Hello","body":"Send it back."},
                 {"id":"refunds","colour":{"a":[1]},"title":"Hello","body":"Wir erstatten.","language":"de"}]
                """);
    }

    @Override
    protected void putFirstAgain() throws IOException {
        Files.writeString(folder.resolve("more.jsonl"), """
                {"id":"returns","title":"Again","body":"Send it back."}
                """);
    }
}
