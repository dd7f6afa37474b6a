package dev.parley.kb.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WordPieceTest {

    /** Ids 0 to 9 in this order; real files have other keys around the vocabulary, which must be passed over. */
    private static final String TOKENIZER = """
            {"version":"1.0","added_tokens":[{"id":0,"content":"[UNK]"}],"model":{"type":"WordPiece","vocab":
            {"[UNK]":0,"[CLS]":1,"[SEP]":2,"return":3,"##ing":4,"##s":5,"cafe":6,"!":7,"a":8,"##b":9}}}
            """;

    @Test
    void takesTheLongestKnownPieces() throws IOException {
        assertArrayEquals(new long[]{1, 3, 4, 3, 5, 2}, encode("returning returns"));
    }

    @Test
    void foldsCaseAndAccentsAndSplitsPunctuation() throws IOException {
        assertArrayEquals(new long[]{1, 6, 7, 7, 3, 2}, encode("CAFÉ!! Return"));
    }

    @Test
    void aCasedModelKeepsCaseAndAccents() throws IOException {
        String cased = """
                {"normalizer":{"type":"BertNormalizer","strip_accents":null,"lowercase":false},"pre_tokenizer":{"type":"x"},
                "model":{"type":"WordPiece","vocab":{"[UNK]":0,"[CLS]":1,"[SEP]":2,"Größe":3,"große":4}}}
                """;
        Tokenizer tokenizer = TokenizerFile.read(new ByteArrayInputStream(cased.getBytes(StandardCharsets.UTF_8)));
        assertArrayEquals(new long[]{1, 3, 0, 2}, tokenizer.encode("Gro\u0308ße größe", 16));
    }

    @Test
    void accentsMayStayWhereCaseDoesNot() throws IOException {
        String accented = """
                {"normalizer":{"type":"BertNormalizer","strip_accents":false,"lowercase":true},
                "model":{"type":"WordPiece","vocab":{"[UNK]":0,"[CLS]":1,"[SEP]":2,"größe":3}}}
                """;
        Tokenizer tokenizer = TokenizerFile.read(new ByteArrayInputStream(accented.getBytes(StandardCharsets.UTF_8)));
        assertArrayEquals(new long[]{1, 3, 2}, tokenizer.encode("Größe", 16));
    }

    @Test
    void aWordWithAnUnknownPieceIsUnknownAsAWhole() throws IOException {
        assertArrayEquals(new long[]{1, 0, 8, 9, 2}, encode("returnx ab"));
    }

    @Test
    void keepsWithinTheLimitWithBothMarks() throws IOException {
        long[] ids = tokenizer().encode("return ".repeat(100), 10);
        assertEquals(10, ids.length);
        assertEquals(1, ids[0]);
        assertEquals(2, ids[9]);
    }

    private static long[] encode(String text) throws IOException {
        return tokenizer().encode(text, 100);
    }

    private static Tokenizer tokenizer() throws IOException {
        return TokenizerFile.read(new ByteArrayInputStream(TOKENIZER.getBytes(StandardCharsets.UTF_8)));
    }
}
