package dev.parley.kb.source;

import dev.parley.kb.ArticleSource;
import dev.parley.kb.ArticleSourceContractTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class CsvSourceTest extends ArticleSourceContractTest {

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
        Files.writeString(folder.resolve("faq.csv"), """
                id,question,answer,language
                returns,Hello,"Send it, back.",en
                refunds,"Hello
                Wo ist mein Geld?",Wir erstatten.,de
                """);
    }

    @Override
    protected void breakSecond() throws IOException {
        Files.writeString(folder.resolve("faq.csv"), """
                id,question,answer,language
                returns,Hello,"Send it, back.",en
                refunds,Hello,,de
                """);
    }

    @Override
    protected void putFirstAgain() throws IOException {
        Files.writeString(folder.resolve("more.csv"), """
                id;question;answer
                returns;Again;Send it back.
                """);
    }
}
