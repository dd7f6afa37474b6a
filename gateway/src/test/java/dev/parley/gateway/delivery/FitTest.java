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
        assertEquals(MarkdownReader.read("Do\n\n…"), Fit.into(STEPS, 10));
    }

    @Test
    void whatBeginsWithOneLongParagraphOrStepIsCutAtTheEndOfASentence() {
        String sentences = "The first one is short. The second one is longer. And the third is never seen.";
        RichText expected = MarkdownReader.read("The first one is short. The second one is longer.\n\n…");
        assertEquals(expected, Fit.into(MarkdownReader.read(sentences), 70));
        assertEquals(MarkdownReader.read("# Title\n\nThe first one is short.\n\n…"),
                Fit.into(MarkdownReader.read("# Title\n\n" + sentences), 50));
        assertEquals(MarkdownReader.read("1. The first one is short.\n\n…"),
                Fit.into(MarkdownReader.read("1. " + sentences), 50));
        assertEquals(MarkdownReader.read("**The first one is short.**\n\n…"),
                Fit.into(MarkdownReader.read("**" + sentences + "**"), 50));
        assertEquals(new RichText.Code("line one"),
                Fit.into(MarkdownReader.read("```\nline one\nline two is long\n```"), 25).blocks().getFirst());
        assertEquals(MarkdownReader.read("many words without\n\n…"),
                Fit.into(MarkdownReader.read("many words without an end"), 27));
    }

    @Test
    void whatHasNoBlanksIsCutAtItsSentencesAndNeverWithinACharacter() {
        assertEquals(MarkdownReader.read("一つ目の文です。\n\n…"),
                Fit.into(MarkdownReader.read("一つ目の文です。二つ目の文はとても長いです。"), 20));
        assertEquals(MarkdownReader.read("👨‍👩‍👧\n\n…"), Fit.into(MarkdownReader.read("👨‍👩‍👧".repeat(4)), 17));
    }

    @Test
    void rowsAreKeptWhole() {
        String table = "| Item | Price |\n|---|---|\n| Lamp | 10 |\n| Sofa | 900 |\n";
        assertEquals(MarkdownReader.read("| Item | Price |\n|---|---|\n| Lamp | 10 |\n\n…"),
                Fit.into(MarkdownReader.read(table), 70));
    }
}
