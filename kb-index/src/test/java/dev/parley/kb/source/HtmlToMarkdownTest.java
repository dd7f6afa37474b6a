package dev.parley.kb.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlToMarkdownTest {

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', textBlock = """
            <p>Send it <b>back</b> in <i>30</i> days.</p>                # Send it **back** in *30* days.
            <a href="https://x.example/a b">here</a>                     # [here](https://x.example/a%20b)
            <a href="javascript:alert(1)">here</a>                       # here
            2 * 3 is [six]                                               # 2 \\* 3 is \\[six\\]
            &lt;script&gt;                                               # \\<script>
            <code>order no</code>                                        # `order no`
            """)
    void marksBecomeMarksAndTextStaysText(String html, String markdown) {
        assertEquals(markdown, convert(html));
    }

    @Test
    void listsStepsAndTablesStayWhole() {
        assertEquals("""
                ## How

                1. Open **My orders**
                2. Choose
                   - this
                   - that

                | Way | Cost |
                | --- | --- |
                | Post | £4 |""", convert("""
                <h2>How</h2><ol><li><p>Open <strong>My orders</strong></p></li><li>Choose<ul><li>this</li><li>that</li></ul>
                </li></ol><table><tr><th>Way</th><th>Cost</th></tr><tr><td>Post</td><td>£4</td></tr></table>"""));
    }

    @Test
    void whatIsWithinAnItemKeepsItsShape() {
        assertEquals("""
                4. Type this:

                   ```
                   reset  --all
                   go_on
                   ```
                5. Choose
                   - one
                   - two

                   Then wait.""", convert("""
                <ol start="4"><li>Type this:<pre>reset  --all
                go_on</pre></li><li>Choose<div><ul><li>one</li><li>two</li></ul></div><p>Then wait.</p></li></ol>"""));
    }

    @Test
    void cellsAndQuotesKeepTheirWordsApart() {
        assertEquals("""
                | Way | Cost |
                | --- | --- |
                | Post or van | a b |

                > First **line**
                >
                > Second line""", convert("""
                <table><tr><th>Way</th><th>Cost</th></tr><tr><td>Post<br>or van</td><td><p>a</p><p>b</p></td></tr></table>
                <blockquote><p>First <b>line</b></p><p>Second line</p></blockquote>"""));
        assertEquals("One\\\ntwo", convert("<p>One<br>two</p>"));
    }

    private static String convert(String html) {
        return HtmlToMarkdown.convert(Jsoup.parse(html).body());
    }
}
