package dev.parley.kb.source;

import java.io.IOException;

class HtmlSourceTest extends FolderSourceTest {

    @Override
    protected void putTwoGood() throws IOException {
        write("returns.html", """
                <html lang="en"><body><nav>Shop</nav><main><h1>Hello</h1><p>Send it back.</p></main></body></html>
                """);
        write("refunds.html", """
                <html lang="de-AT"><body><main><h1>Hello</h1><ul><li>Wir erstatten.</li></ul></main></body></html>
                """);
    }

    @Override
    protected void breakSecond() throws IOException {
        write("refunds.html", """
                <html lang="de"><body><main><h1>Hello</h1><script>x</script></main></body></html>
                """);
    }

    @Override
    protected void putFirstAgain() throws IOException {
        write("z.html", """
                <html><head><meta name="id" content="returns"></head><body><h1>Again</h1>Send it back.</body></html>
                """);
    }
}
