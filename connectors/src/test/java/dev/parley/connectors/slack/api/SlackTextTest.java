package dev.parley.connectors.slack.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTextTest {

    /** Columns: as Slack delivers it; as a customer elsewhere reads it. */
    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
            Hello :slightly_smiling_face: there  → Hello 🙂 there
            Done :thumbsup::skin-tone-3:  → Done 👍🏼
            at 10:30:45, not :no_such_emoji_here:  → at 10:30:45, not :no_such_emoji_here:
            It is *very* _important_, ~old~ `new`  → It is very important, old new
            2*3*4 and a_b_c and 5 * 6 * 7  → 2*3*4 and a_b_c and 5 * 6 * 7
            see <https://a.example/x_y_z|the page>  → see the page (https://a.example/x_y_z)
            1 &lt; 2 and 3  → 1 < 2 and 3
            """)
    void whatAPersonTypedIsReadByWhoIsNotInSlack(String delivered, String read) {
        assertEquals(read, SlackText.unformatted(delivered));
    }
}
