package dev.parley.kb.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedding's port: an operator's own model, what is remembered, SentencePiece. */
class EmbeddingsTest {

    /** The bundled model as if it were an operator's. */
    @Test
    void anOwnModelInAFolderEmbeds(@TempDir Path folder) throws IOException {
        copy("/all-minilm-l6-v2-q.onnx", folder.resolve("model.onnx"));
        copy("/all-minilm-l6-v2-q-tokenizer.json", folder.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("model.yml"), "pooling: mean\nquestionPrefix: ''\n");
        List<Embedding> bundled = Embeddings.bundled();
        try (Embedding own = Embeddings.ofFolder(folder).getFirst(); Embedding same = bundled.getLast()) {
            assertEquals(384, own.dimensions());
            assertArrayEquals(same.embedQuestion("where is my order"), own.embedQuestion("where is my order"));
            assertTrue(own.dictionary().isEmpty(), "nobody knows its language");
            // Vectors are kept by the name: what changes them changes it.
            Files.writeString(folder.resolve("model.yml"), "pooling: mean\nquestionPrefix: 'query: '\n");
            try (Embedding prefixed = Embeddings.ofFolder(folder).getFirst()) {
                assertNotEquals(own.name(), prefixed.name());
            }
            Files.writeString(folder.resolve("model.yml"), "pooling: mean\n");
            Files.writeString(folder.resolve("tokenizer.json"), "\n", StandardOpenOption.APPEND);
            try (Embedding other = Embeddings.ofFolder(folder).getFirst()) {
                assertNotEquals(own.name(), other.name());
            }
        }
        bundled.getFirst().close();
    }

    @Test
    void whatIsWrongWithAFolderIsSaidWithARemedy(@TempDir Path folder) throws IOException {
        assertTrue(messageOf(folder).contains("model.onnx is missing; put"), messageOf(folder));
        Files.writeString(folder.resolve("model.onnx"), "no model");
        Files.writeString(folder.resolve("tokenizer.json"),
                "{\"model\":{\"vocab\":{\"[CLS]\":0,\"[SEP]\":1,\"[UNK]\":2}}}");
        Files.writeString(folder.resolve("model.yml"), "pooling: mean\npoling: cls\n");
        assertTrue(messageOf(folder).contains("model.yml:2: unknown key 'poling'"), messageOf(folder));
        Files.writeString(folder.resolve("model.yml"), "pooling: max\n");
        assertTrue(messageOf(folder).contains("pooling 'max' is unknown; use cls, mean"), messageOf(folder));
        Files.delete(folder.resolve("model.yml"));
        assertTrue(messageOf(folder).contains("model.onnx: can't load"), messageOf(folder));
        Files.writeString(folder.resolve("tokenizer.json"), "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0}}}");
        assertTrue(
                messageOf(folder)
                        .contains("tokenizer.json: it has no vocabulary of the kind WordPiece or Unigram, but BPE"),
                messageOf(folder));
    }

    @Test
    void sentencePieceTakesTheMostProbablePieces() throws IOException {
        String json = """
                {"model":{"type":"Unigram","unk_id":3,"vocab":[["<s>",0],["<pad>",0],["</s>",0],["<unk>",0],
                ["\u2581wo",-2],["\u2581",-1],["w",-4],["o",-4],["\u2581ist",-2],["\u2581is",-3],["t",-3]]}}
                """;
        Tokenizer tokenizer = TokenizerFile
                .read(new java.io.ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        assertArrayEquals(new long[]{0, 4, 8, 2}, tokenizer.encode("wo  ist ", 16));
        assertArrayEquals(new long[]{0, 4, 2}, tokenizer.encode("wo ist", 3), "cut to the window, marks kept");
        assertArrayEquals(new long[]{0, 4, 5, 3, 2}, tokenizer.encode("wo \uD83D\uDCE6\uD83D\uDCE6", 16),
                "a run of unknown is one piece");
        // Full-width letters are folded as SentencePiece does.
        assertArrayEquals(new long[]{0, 4, 2}, tokenizer.encode("\uFF57\uFF4F", 16));
    }

    @Test
    void vectorsAreComputedOnceAndADamagedOneAgain(@TempDir Path folder) throws IOException {
        CountingEmbedding counting = new CountingEmbedding();
        for (int run = 0; run < 2; run++) {
            try (EmbeddingCache cache = new EmbeddingCache(counting, folder)) {
                cache.embedQuestion("one");
                cache.embedPassage("two");
                cache.embedQuestion("one");
            }
        }
        assertEquals(2, counting.count);
        Path file = folder.resolve("counting.vectors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2 - 20] ^= 1;
        Files.write(file, bytes);
        try (EmbeddingCache cache = new EmbeddingCache(counting, folder)) {
            assertEquals(0.6f, cache.embedQuestion("one")[0]);
            assertEquals(0.6f, cache.embedPassage("two")[0]);
        }
        assertEquals(3, counting.count, "only the damaged one");
    }

    private static String messageOf(Path folder) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> Embeddings.ofFolder(folder))
                .getMessage());
    }

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream in = EmbeddingsTest.class.getResourceAsStream(resource)) {
            Files.copy(in, file);
        }
    }

    private static final class CountingEmbedding implements Embedding {

        private int count;

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public float[] embedQuestion(String text) {
            count++;
            return new float[]{0.6f, 0.8f};
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
