package dev.parley.kb.source;

import java.io.IOException;

class JsonSourceTest extends FolderSourceTest {

    @Override
    protected void putTwoGood() throws IOException {
        write("faq.json", """
                [{"id":"returns","title":"Hello","body":"Send it back."},
                 {"id":"refunds","title":"Hello","body":"Wir erstatten.","language":"de","questions":["Wo?"]}]
                """);
    }

    @Override
    protected void breakSecond() throws IOException {
        write("faq.json", """
                [{"id":"returns","title":"Hello","body":"Send it back."},
                 {"id":"refunds","colour":{"a":[1]},"title":"Hello","body":"Wir erstatten.","language":"de"}]
                """);
    }

    @Override
    protected void putFirstAgain() throws IOException {
        write("more.jsonl", """
                {"id":"returns","title":"Again","body":"Send it back."}
                """);
    }
}
