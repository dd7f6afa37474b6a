package dev.parley.kb.lucene;

import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.embedding.EmbeddingCache;
import dev.parley.kb.embedding.Vectors;
import dev.parley.kb.language.LanguageDetector;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The embeddings that an index is built with: none, one or two. Questions are embedded anew, what articles say of themselves
 * is remembered. Thread-safe.
 */
public final class Voices implements AutoCloseable {

    /** The first voice counts double in a joined vector: it has two vectors in one. */
    private static final float FIRST_OF_TWO = (float) Math.sqrt(2.0 / 3);
    private static final float SECOND_OF_TWO = (float) Math.sqrt(1.0 / 3);

    /** Rules and search ask for the same message, one after the other; as many messages are decided side by side. */
    private static final int LATELY = 4;

    private final List<Embedding> embeddings;
    private final Map<String, List<float[]>> lately = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<float[]>> eldest) {
            return size() > LATELY;
        }
    });
    private final List<EmbeddingCache> remembered;

    /**
     * @param embeddings at most two; closed with this
     * @param folder where vectors of articles are kept over restarts; null to compute them each time
     */
    public Voices(List<Embedding> embeddings, @Nullable Path folder) {
        if (embeddings.size() > 2) {
            throw new IllegalArgumentException("at most two embeddings");
        }
        this.embeddings = List.copyOf(embeddings);
        this.remembered = embeddings.stream().map(embedding -> new EmbeddingCache(embedding, folder)).toList();
    }

    /** Names them all: an index is only searched with the embeddings that it was built with. */
    public String name() {
        return embeddings.isEmpty()
                ? "none"
                : embeddings.stream().map(Embedding::name).collect(Collectors.joining(" "));
    }

    int count() {
        return embeddings.size();
    }

    /** Waits until questions can be embedded. */
    public void warmUp() {
        embed("ready");
    }

    /** The question's vectors, one a voice; not to be changed. */
    public List<float[]> embed(String question) {
        List<float[]> known = lately.get(question);
        if (known != null) {
            return known;
        }
        List<float[]> vectors = embeddings.stream().map(embedding -> embedding.embedQuestion(question)).toList();
        lately.put(question, vectors);
        return vectors;
    }

    /** The same, remembered: for questions that are asked again and again. */
    List<float[]> recall(String question) {
        return remembered.stream().<float[]>map(embedding -> embedding.embedQuestion(question)).toList();
    }

    List<EmbeddingCache> remembered() {
        return remembered;
    }

    /** Correctly spelt words that the first embedding knows; waits until its model is loaded. */
    public Set<String> dictionary() {
        return embeddings.isEmpty() ? Set.of() : embeddings.getFirst().dictionary();
    }

    /**
     * Whether they know what words of a language mean: one with a dictionary knows English alone. Waits until the first
     * embedding is loaded.
     */
    boolean know(String language) {
        return !embeddings.isEmpty()
                && (language.equals(LanguageDetector.ENGLISH) || embeddings.getFirst().dictionary().isEmpty());
    }

    /** The first embedding, remembered; empty when there is none. */
    public Optional<Embedding> first() {
        return remembered.stream().<Embedding>map(embedding -> embedding).findFirst();
    }

    /** Keeps what was newly embedded. */
    public void save() {
        remembered.forEach(EmbeddingCache::save);
    }

    /** One vector of all voices, as the head sees it. */
    static float[] joined(List<float[]> vectors) {
        if (vectors.size() == 1) {
            return vectors.getFirst();
        }
        float[] joined = Vectors.joined(vectors);
        for (int i = 0; i < joined.length; i++) {
            joined[i] *= i < vectors.getFirst().length ? FIRST_OF_TWO : SECOND_OF_TWO;
        }
        return joined;
    }

    @Override
    public void close() {
        remembered.forEach(EmbeddingCache::close);
    }
}
