package dev.parley.kb.source;

import dev.parley.kb.ArticleSource;
import dev.parley.kb.ArticleSourceContractTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The contract for one kind of file in a folder. */
abstract class FolderSourceTest extends ArticleSourceContractTest {

    @TempDir
    Path folder;

    private @Nullable ArticleFolder source;

    @Override
    protected ArticleSource source() {
        source = source == null ? new ArticleFolder(folder, "en") : source;
        return source;
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
