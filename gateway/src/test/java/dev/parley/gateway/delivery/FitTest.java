package dev.parley.gateway.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.parley.connectors.channel.RichText;
import dev.parley.gateway.voice.MarkdownReader;
import org.junit.jupiter.api.Test;

/** Long answers on channels that take less. */
class FitTest {

    private static final RichText STEPS = MarkdownReader
            .read("Do this:\n\n1. Open the page of the order.\n2. Press the button.\n3. Print the label.\n\nThat is all.");

    @Test
    void whatFitsStaysAsItIs() {
        assertSame(STEPS, Fit.into(STEPS, 200));
    }

    @Test
    void stepsAreKeptWholeAndTheRestIsShownToBeLeftOut() {
        assertEquals(MarkdownReader.read("Do this:\n\n1. Open the page of the order.\n2. Press the button.\n\n…"),
                Fit.into(STEPS, 75));
        assertEquals(MarkdownReader.read("…"), Fit.into(STEPS, 10));
    }
}
