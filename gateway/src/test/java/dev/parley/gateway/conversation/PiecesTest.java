package dev.parley.gateway.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Long replies in pieces. */
class PiecesTest {

    @Test
    void cutsWhereThePersonMadeAPause() {
        assertEquals(List.of("One two.", "Three four five."), Pieces.of("One two.\n\nThree four five.", 18));
        assertEquals(List.of("First line", "second line"), Pieces.of("First line\nsecond line", 15));
        assertEquals(List.of("One sentence.", "Another one."), Pieces.of("One sentence. Another one.", 20));
        assertEquals(List.of("short"), Pieces.of("short", 20));
    }

    @Test
    void neverCutsACharacterAsPeopleSeeIt() {
        String family = "👨‍👩‍👧‍👦";
        for (String piece : Pieces.of(family.repeat(50), 30)) {
            assertEquals(0, piece.length() % family.length(), piece);
        }
    }

    @Test
    void losesNothingWhateverIsWritten() {
        Random random = new Random(7);
        String[] parts = {"word", " ", "\n", "\n\n", ". ", "👍🏽", "é", "🇩🇪", "longerwordwithoutanybreak", "。"};
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder("x");
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            int max = 8 + random.nextInt(40);
            List<String> pieces = Pieces.of(text.toString(), max);
            assertEquals(text.toString().replaceAll("\\s", ""), String.join("", pieces).replaceAll("\\s", ""));
            for (String piece : pieces) {
                assertTrue(piece.length() <= max, piece);
                assertFalse(piece.isBlank());
                assertFalse(Character.isLowSurrogate(piece.charAt(0)), "half a pair");
            }
        }
    }
}
