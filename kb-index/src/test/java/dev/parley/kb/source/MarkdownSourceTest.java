package dev.parley.kb.source;

import java.io.IOException;

class MarkdownSourceTest extends FolderSourceTest {

    @Override
    protected void putTwoGood() throws IOException {
        write("a.md", """
                ---
                id: returns
                title: Hello
                ---
                Send it back.
                """);
        write("b.md", """
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
        write("b.md", """
                ---
                id: refunds
                """);
    }

    @Override
    protected void putFirstAgain() throws IOException {
        write("c.md", """
                ---
                id: returns
                title: Again
                ---
                Send it back.
                """);
    }
}
