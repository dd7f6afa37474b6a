package dev.parley.kb.source;

import dev.parley.kb.ArticleSource;
import dev.parley.kb.ArticleSourceContractTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class HtmlSourceTest extends ArticleSourceContractTest {

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
        Files.writeString(folder.resolve("returns.html"), """
                <html lang="en"><body><nav>Shop</nav><main><h1>Hello</h1><p>Send it back.</p></main></body></html>
                """);
        Files.writeString(folder.resolve("refunds.html"), """
                <html lang="de-AT"><body><main><h1>Hello</h1><ul><li>Wir erstatten.</li></ul></main></body></html>
                """);
    }

    @Override
    protected void breakSecond() throws IOException {
        Files.writeString(folder.resolve("refunds.html"), """
                <html lang="de"><body><main><h1>Hello</h1><script>x</script></main></body></html>
                """);
    }

    @Override
    protected void putFirstAgain() throws IOException {
        Files.writeString(folder.resolve("z.html"), """
                <html><head><meta name="id" content="returns"></head><body><h1>Again</h1>Send it back.</body></html>
                """);
    }
}
